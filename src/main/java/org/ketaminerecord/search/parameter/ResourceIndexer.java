package org.ketaminerecord.search.parameter;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementWalk;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.store.row.IndexEntry;
import org.ketaminerecord.store.row.IndexRow;

/** Extracts everything that the index holds of a resource, in one walk for each parameter with values of its own. */
public final class ResourceIndexer {

    /** Gives the number of a local resource, or 0 when there is none. */
    @FunctionalInterface
    public interface TargetNumbers {
        long of(String type, String id);
    }

    private final ParameterRegistry registry;

    /** @param registry where each parameter keeps its values */
    public ResourceIndexer(ParameterRegistry registry) {
        this.registry = registry;
    }

    /**
     * The index entry of a resource.
     *
     * @param rid     the resource's own number
     * @param targets the numbers of the resources it refers to
     */
    public IndexEntry index(JsonObject resource, long rid, TargetNumbers targets) {
        TextIndex.Extent extent = registry.text().extent();
        return index(resource, rid, targets, extent == TextIndex.Extent.OFF ? null : new TextCollector(resource, extent));
    }

    /** The same of a version that is superseded: without its words, which nobody asks for. */
    public IndexEntry superseded(JsonObject resource, long rid, TargetNumbers targets) {
        return index(resource, rid, targets, (TextCollector) null);
    }

    private IndexEntry index(JsonObject resource, long rid, TargetNumbers targets, TextCollector text) {
        ContainedResources contained = ContainedResources.of(resource, rid);
        Extraction x = extract(resource, rid, targets, contained);
        x.otherCompartments();
        if (x.type.equals("Consent")) {
            ConsentRules.index(resource, x.patient, x);
        }
        x.otherReferences(text);
        registry.own().indexed(x.type).forEach(x::rows);    // after those, so that parameters come and go without changing what counts for integrity
        return new IndexEntry(x.patient, x.low, x.high, SecurityLabels.of(resource), text == null ? null : text.text(), x.rows,
                contained.isEmpty() ? Map.of() : contained(contained, targets));
    }

    /** The rows of contained resources. Compartments and integrity are their container's, so they have none for those; nor for parameters of one's own. */
    private Map<Long, Set<IndexRow>> contained(ContainedResources contained, TargetNumbers targets) {
        Map<Long, Set<IndexRow>> rows = new LinkedHashMap<>();
        contained.forEach((number, resource) -> {
            Extraction x = extract(resource, number, targets, contained);
            x.rows.add(new IndexRow.Contained(Definitions.r4().typeNumber(x.type), resource.string("id"), x.patient, x.low, x.high));
            rows.put(number, x.rows);
        });
        return rows;
    }

    private Extraction extract(JsonObject resource, long rid, TargetNumbers targets, ContainedResources contained) {
        Extraction x = new Extraction(resource, targets, contained);
        x.date();
        x.compartments(rid);
        registry.standard(x.type).forEach(x::rows);
        return x;
    }

    /** What the index holds of a resource for some of its type's parameters only. */
    public IndexEntry index(JsonObject resource, long rid, TargetNumbers targets, List<RegisteredParameter> only) {
        Extraction x = new Extraction(resource, targets, ContainedResources.of(resource, rid));
        if (only.stream().anyMatch(p -> p.place() == Place.CHART_CODE)) {
            x.date();
            x.compartments(rid);
        }
        only.forEach(x::rows);
        return new IndexEntry(x.patient, x.low, x.high, null, null, x.rows);
    }

    private record Token(short parameter, String code, long system) {
    }

    private final class Extraction implements IndexSink {
        private final JsonObject resource;
        private final String type;
        private final TargetNumbers targets;
        private final ContainedResources contained;
        private final Set<Long> patients = new LinkedHashSet<>();
        private final Set<IndexRow> rows = new LinkedHashSet<>();
        private final Set<Token> tokens = new HashSet<>();
        private Long patient;
        private Long containedPatient;
        private Instant low;
        private Instant high;

        Extraction(JsonObject resource, TargetNumbers targets, ContainedResources contained) {
            this.resource = resource;
            this.type = resource.string("resourceType");
            this.targets = targets;
            this.contained = contained;
        }

        void rows(RegisteredParameter p) {
            if ((p.place() == Place.INDEX || p.place() == Place.CHART_CODE) && p.path().touches(resource)) {
                p.path().forEach(resource, contained, (value, valueType) -> p.kind().index(p, value, valueType, this));
            }
            if (type.equals("List") && p == registry.standard(type, "item")) {
                ListMembers.index(p, resource, this);
            }
        }

        void date() {
            RegisteredParameter p = registry.clinicalDate(type);
            if (p != null) {
                p.path().forEach(resource, (value, valueType) -> {
                    DateRange range = DateParameter.range(value, valueType);
                    if (range != null) {
                        low = range.low();
                        high = range.high();
                    }
                });
            }
        }

        /** R4 compartmentdefinition-patient.html: the parameters that say whose chart a resource is in. */
        void compartments(long rid) {
            if (type.equals("Patient")) {
                patient = rid;
                return;
            }
            RegisteredParameter own = registry.standard(type, "patient");
            boolean column = own != null && own.patientColumn();
            if (column) {
                collect(own);
                patient = patients.isEmpty() ? containedPatient : patients.iterator().next();
            }
            for (String code : Definitions.r4().compartment("Patient", type)) {
                RegisteredParameter p = registry.standard(type, code);
                if (p != null && p != own && p.path() != null) {
                    collect(p);
                }
            }
            if (!column) {
                patient = patients.isEmpty() ? containedPatient : patients.iterator().next();
            }
        }

        /** A contained Patient is nobody's chart, so it is not among these; the column alone has it, for chains. */
        void otherCompartments() {
            for (Long other : patients) {
                if (!other.equals(patient)) {
                    rows.add(new IndexRow.Compartment(other, low, Definitions.r4().typeNumber(type)));
                }
            }
        }

        private void collect(RegisteredParameter p) {
            p.path().forEach(resource, contained, (value, valueType) -> {
                String reference = value instanceof JsonObject o ? o.string("reference") : null;
                if (reference != null && reference.startsWith("#")) {
                    if (containedPatient == null && "Patient".equals(contained.type(reference))) {
                        containedPatient = contained.number(reference);
                    }
                } else if (reference != null && reference.contains("Patient/")) {
                    long target = target(reference);
                    if (target != 0) {
                        patients.add(target);
                    }
                }
            });
        }

        /** References that no parameter reads count for integrity too; the words are collected on the same walk. */
        void otherReferences(TextCollector text) {
            Set<Long> known = new HashSet<>();
            for (IndexRow row : rows) {
                if (row instanceof IndexRow.Reference r) {
                    known.add(r.target());
                }
            }
            ElementWalk.walk(resource, (parent, at, element) -> {
                if (text != null) {
                    text.element(parent, at, element);
                }
                if (element.type().equals("Reference")) {
                    for (JsonObject reference : parent.value(at) instanceof JsonArray a ? a.objects()
                            : parent.value(at) instanceof JsonObject o ? List.of(o) : List.<JsonObject>of()) {
                        if (reference.get("reference") instanceof JsonString url) {
                            long target = target(url.value());
                            if (target > 0 && known.add(target)) {
                                rows.add(new IndexRow.Reference((short) 0, target));
                            }
                        }
                    }
                }
            });
        }

        @Override
        public JsonObject resource() {
            return resource;
        }

        @Override
        public void add(IndexRow row) {
            rows.add(row);
        }

        @Override
        public void token(RegisteredParameter p, String code, long system, String text) {
            if (!code.isEmpty() && !tokens.add(new Token(p.id(), code, system))) {
                // one row for a token, so that who walks along them meets no resource twice; its other name stands apart
                if (text != null) {
                    token(p, "", 0, text);
                }
                return;
            }
            rows.add(p.place() == Place.CHART_CODE ? new IndexRow.Code(p.id(), code, system, text, patient, low, high)
                    : new IndexRow.Token(p.id(), code, system, text));
        }

        @Override
        public long target(String reference) {
            if (reference.isEmpty()) {
                return 0;
            }
            if (reference.charAt(0) == '#') {
                return contained.number(reference);
            }
            LocalReference local = LocalReference.of(reference);
            if (local == null) {
                return ValueHash.external(reference);
            }
            long number = targets.of(local.type(), local.id());
            return number == 0 ? ValueHash.external(reference) : number;
        }
    }
}
