package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ketaminerecord.audit.Event;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.outcome.Unforeseen;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.validation.StructureCheck;

/** batch and transaction (R4 http.html#transaction). */
@ApplicationScoped
public class BundleProcessor {

    /** Answers operations that a bundle calls; the operation room implements it. */
    public interface Operations {

        /** The resource that the operation returns, as JSON. */
        byte[] call(String method, String path, List<org.ketaminerecord.search.QueryParameter> query, JsonObject body, Caller caller);
    }

    private final Interactions interactions;
    private final Instance<Operations> operations;

    BundleProcessor(Interactions interactions, Instance<Operations> operations) {
        this.interactions = interactions;
        this.operations = operations;
    }

    /**
     * Processes a bundle.
     *
     * @param full true when the entries of the answer shall hold the resources (Prefer: return=representation)
     * @throws Fault when a transaction is refused, with nothing of it stored; a batch is answered entry by entry
     */
    public byte[] process(JsonObject bundle, boolean full, Caller caller) {
        if (!"Bundle".equals(bundle.string("resourceType"))) {
            throw invalid("Only a Bundle can be posted to the base. Post a " + bundle.string("resourceType") + " to its type's URL.");
        }
        checkStructure(bundle);
        String type = String.valueOf(bundle.string("type"));
        List<? extends JsonValue> entries = bundle.array("entry") == null ? List.of() : bundle.array("entry");
        return switch (type) {
            case "transaction" -> transaction(entries, full, caller);
            case "batch" -> batch(entries, full, caller);
            default -> throw Fault.at(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_BUNDLE, "Bundle.type", "A bundle that is posted to "
                    + "the base is a batch or a transaction. Set Bundle.type to one of them, or post the bundle to /Bundle to store it.");
        };
    }

    // ---- transaction -----------------------------------------------------------------------------------

    private byte[] transaction(List<? extends JsonValue> entries, boolean full, Caller caller) {
        List<EntryRequest> requests = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            requests.add(EntryRequest.read(entries.get(i), i, caller.base()));
        }
        try {
            return transaction(requests, entries, full, caller);
        } catch (RuntimeException e) {
            Witness.failure(e).ifPresent(fault -> interactions.witness().refused(requests, fault, caller));
            throw e;
        }
    }

    private byte[] transaction(List<EntryRequest> requests, List<? extends JsonValue> entries, boolean full, Caller caller) {
        requireDistinctUrls(requests);
        WriteValidation validation = interactions.rules().request();
        ReferenceResolver standIns = standIns(requests, caller);
        for (EntryRequest r : requests) {
            if (r.interaction() instanceof Interaction.Writing w) {
                try {
                    Permit.require(caller.grant(), w);
                    validation.ahead(w, r.fullUrl(), standIns);
                } catch (Fault fault) {
                    throw EntryRequest.located(fault, r.origin(), r.origin());
                }
            }
        }
        return interactions.engine().database().write(session -> answer(session, requests, entries, full, caller, validation));
    }

    /** Entries are judged before their ids are known. Profiles ask for the type of what is referred to, and that is known. */
    private static ReferenceResolver standIns(List<EntryRequest> requests, Caller caller) {
        Map<String, String> types = new HashMap<>();
        for (EntryRequest r : requests) {
            if (r.fullUrl() != null && r.interaction() instanceof Interaction.Writing w) {
                types.put(r.fullUrl(), w.type() + "/not-known-yet");
            }
        }
        return new ReferenceResolver(types, caller.base());
    }

    private byte[] answer(Session session, List<EntryRequest> requests, List<? extends JsonValue> entries, boolean full, Caller caller,
            WriteValidation validation)
            throws SQLException {
        Witness.Transaction witness = interactions.witness().transaction(caller);
        Map<Integer, Change> changes = new HashMap<>();
        List<Change> ordered = new ArrayList<>();
        // R4 http.html#trules: DELETE, POST, PUT and PATCH, GET
        requests.stream().filter(r -> r.interaction() instanceof Interaction.Writing).sorted(Comparator.comparingInt(BundleProcessor::rank))
                .forEach(r -> {
                    Change change = new Change((Interaction.Writing) r.interaction(), r.origin(), r.fullUrl());
                    changes.put(r.index(), change);
                    ordered.add(change);
                });
        witness.wrote(new WriteUnit(interactions.engine(), session, caller, validation).run(ordered));
        witness.wrote(ProvenanceWrite.of(interactions.engine(), session, caller, validation, ordered, true));
        BundleWriter response = new BundleWriter(caller.base(), "transaction-response");
        for (EntryRequest r : requests) {
            Change change = changes.get(r.index());
            if (change != null) {
                response.entry(EntryResponse.of(r, change.outcome, full, caller.base()));
            } else {
                try {
                    Caller own = entry(caller, entries.get(r.index()), witness.id());
                    if (r.operation() != null) {
                        response.entry(EntryResponse.resource(r, operation(r, own)));
                    } else {
                        Interaction.Reading reading = (Interaction.Reading) r.interaction();
                        Outcome outcome = interactions.read(session, reading, caller);
                        witness.read(reading, outcome, own);
                        response.entry(EntryResponse.of(r, outcome, true, caller.base()));
                    }
                } catch (Fault fault) {
                    throw EntryRequest.located(fault, r.origin(), r.origin());
                }
            }
        }
        witness.end(session);
        return response.bytes();
    }

    /** Who sends an entry, as the audit trail is told. */
    private static Caller entry(Caller caller, JsonValue entry, UUID bundle) {
        JsonObject request = entry instanceof JsonObject o && o.object("request") != null ? o.object("request") : new JsonObject();
        return caller.entry(request.string("method"), request.string("url"), bundle);
    }

    private static int rank(EntryRequest r) {
        return switch ((Interaction.Writing) r.interaction()) {
            case Interaction.Delete d -> 0;
            case Interaction.Create c -> 1;
            case Interaction.Update u -> 2;
            case Interaction.PatchOf p -> 2;
            case Interaction.MetaChange m -> 2;
        };
    }

    private static void requireDistinctUrls(List<EntryRequest> requests) {
        Map<String, EntryRequest> seen = new HashMap<>();
        for (EntryRequest r : requests) {
            if (r.fullUrl() != null && seen.put(r.fullUrl(), r) != null) {
                throw Fault.at(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.DUPLICATE_ENTRY, r.origin() + ".fullUrl", "Another entry has the "
                        + "same fullUrl, so a reference to it would be to both (bdl-7). Give each entry its own urn:uuid.");
            }
        }
    }

    // ---- batch -------------------------------------------------------------------------------------

    /** Each entry succeeds or fails for itself, also when it fails in a way that nobody foresaw. */
    private byte[] batch(List<? extends JsonValue> entries, boolean full, Caller caller) {
        BundleWriter response = new BundleWriter(caller.base(), "batch-response");
        UUID id = Event.nextId();
        WriteValidation validation = interactions.rules().request();
        for (int i = 0; i < entries.size(); i++) {
            byte[] answer;
            try {
                answer = answer(EntryRequest.read(entries.get(i), i, caller.base()), full, entry(caller, entries.get(i), id), validation);
            } catch (Fault fault) {
                answer = EntryResponse.of(fault);
            }
            response.entry(answer);
        }
        interactions.witness().batch(id, caller);
        return response.bytes();
    }

    private byte[] answer(EntryRequest r, boolean full, Caller caller, WriteValidation validation) {
        try {
            return r.operation() != null ? EntryResponse.resource(r, operation(r, caller))
                    : EntryResponse.of(r, interactions.execute(r.interaction(), caller, validation), full || r.reading(), caller.base());
        } catch (Fault fault) {
            throw EntryRequest.located(fault, r.origin(), r.origin());
        } catch (RuntimeException e) {
            throw EntryRequest.located(Unforeseen.fault(e), r.origin(), r.origin());
        }
    }

    private byte[] operation(EntryRequest r, Caller caller) {
        if (operations.isUnsatisfied()) {
            throw Fault.of(Reason.NOT_IMPLEMENTED, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_OPERATION, "Operations cannot be called in a bundle.");
        }
        EntryRequest.OperationCall call = r.operation();
        return operations.get().call(call.method(), call.path(), call.query(), call.body(), caller);
    }

    private static Fault invalid(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_BUNDLE, diagnostics);
    }

    /** The structure of a bundle itself, without its entries' resources, which are judged one by one. */
    private static void checkStructure(JsonObject bundle) {
        JsonObject shell = new JsonObject();
        bundle.forEach((name, value) -> {
            if (!name.equals("entry") || !(value instanceof JsonArray)) {
                shell.append(name, value);
            }
        });
        StructureCheck.require(shell, "Bundle");
    }
}
