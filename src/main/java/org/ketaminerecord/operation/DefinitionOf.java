package org.ketaminerecord.operation;

import java.util.function.Function;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.Refusal;
import org.ketaminerecord.terminology.TerminologyContent;

/**
 * The ValueSet, CodeSystem or ConceptMap that a call is about.
 *
 * @param json      the resource, or null when there is none here
 * @param canonical how it was asked for, or its own; null when it has none
 * @param type      its type
 */
record DefinitionOf(JsonObject json, Canonical canonical, String type) {

    /**
     * Finds it: the instance that the call is of, the one it brings, or the one whose canonical it names.
     *
     * @param resource the parameter that brings one
     * @param version  the parameter with the version
     * @return what was found, with no JSON where the canonical is not known; null when the call names none
     */
    static DefinitionOf find(OperationRequest request, OperationInput input, Interactions interactions, String type, String resource, String version,
            Function<Canonical, JsonObject> byCanonical) {
        if (request.id() != null) {
            Outcome read = interactions.execute(Interaction.Read.of(type, request.id()), request.caller());
            DefinitionOf instance = of(JsonReader.object(((Outcome.Version) read).version().body()), type);
            boolean same = instance.canonical() != null && input.text("url") != null && Canonical.of(input.text("url")).url().equals(instance.canonical().url());
            if (input.oneOf("url", resource) && !same) {
                throw OperationInput.required("The call is of one " + type + " already. Leave url and " + resource + " out.");
            }
            return instance;
        }
        input.oneOf("url", resource);
        JsonObject brought = input.resource(resource, type);
        if (brought != null) {
            return of(brought, type);
        }
        if (input.text("url") == null) {
            return null;
        }
        Canonical named = Canonical.of(input.text("url"));
        Canonical canonical = input.text(version) == null ? named : new Canonical(named.url(), input.text(version));
        return new DefinitionOf(byCanonical.apply(canonical), canonical, type);
    }

    private static DefinitionOf of(JsonObject json, String type) {
        return new DefinitionOf(json, json.string("url") == null ? null : new Canonical(json.string("url"), json.string("version")), type);
    }

    /** What to call it. */
    String name() {
        return canonical != null ? canonical.toString() : json.string("id") != null ? type + "/" + json.string("id") : "that was sent";
    }

    /** The refusal of a call that names what is not here (404). */
    Fault unknown(TerminologyContent content) {
        return new Fault(Reason.NOT_FOUND, Refusal.unknown(type, canonical, content, "").issues());
    }

    /** How to tell another server which one is meant. */
    void tell(Answers parameters, String resource) {
        if (json != null) {
            parameters.add(resource, "resource", json);
        } else {
            parameters.add("url", "valueUri", canonical.url());
            if (canonical.version() != null) {
                parameters.add(type.equals("CodeSystem") ? "version" : Character.toLowerCase(type.charAt(0)) + type.substring(1) + "Version", "valueString",
                        canonical.version());
            }
        }
    }
}
