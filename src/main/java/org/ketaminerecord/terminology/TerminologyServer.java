package org.ketaminerecord.terminology;

import org.ketaminerecord.json.JsonObject;

/** Another terminology server, which is asked where the definitions at hand cannot decide. */
@FunctionalInterface
public interface TerminologyServer {

    /** There is no other server. */
    TerminologyServer NONE = (type, operation, parameters) -> new Answer.Nobody();

    /** What came of asking. */
    sealed interface Answer {

        /** It answered with a resource, which must not be changed. */
        record Given(JsonObject resource) implements Answer {
        }

        /** It answered that it cannot: the first sentence of its outcome. */
        record Refused(String diagnostics) implements Answer {
        }

        /** It did not answer: down, too slow, or not a FHIR server. */
        record Silent(String why) implements Answer {
        }

        /** No server is configured. */
        record Nobody() implements Answer {
        }
    }

    /**
     * Calls an operation at the level of a type.
     *
     * @param operation  its name, without the dollar sign
     * @param parameters a Parameters resource
     * @return what came of it; this never throws
     */
    Answer ask(String type, String operation, JsonObject parameters);
}
