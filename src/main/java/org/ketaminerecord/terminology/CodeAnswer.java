package org.ketaminerecord.terminology;

import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;

/** What a terminology server answers to {@code $validate-code}. Some servers say false where they do not know the system; that is no answer. */
public final class CodeAnswer {

    private CodeAnswer() {
    }

    /** A server whose answers have a result, and say false only where that is meant. */
    public static TerminologyServer decisive(TerminologyServer server) {
        return (type, operation, parameters) -> switch (server.ask(type, operation, parameters)) {
            case TerminologyServer.Answer.Given given when parameter(given.resource(), "result") == null ->
                    new TerminologyServer.Answer.Silent("its answer has no result");
            case TerminologyServer.Answer.Given given when !result(given.resource()) && unknowing(given.resource()) ->
                    new TerminologyServer.Answer.Refused(String.valueOf(text(given.resource(), "message")));
            case TerminologyServer.Answer answer -> answer;
        };
    }

    private static boolean unknowing(JsonObject parameters) {
        JsonObject issues = parameter(parameters, "issues");
        return parameter(parameters, "x-unknown-system") != null || parameter(parameters, "x-caused-by-unknown-system") != null
                || issues != null && issues.object("resource") != null
                && issues.object("resource").objects("issue").stream().anyMatch(i -> "not-found".equals(i.string("code")));
    }

    /** Whether the code is valid. */
    public static boolean result(JsonObject parameters) {
        JsonObject result = parameter(parameters, "result");
        return result != null && result.get("valueBoolean") == JsonBoolean.TRUE;
    }

    /** A parameter that is a text, for example {@code message}; or null. */
    public static String text(JsonObject parameters, String name) {
        JsonObject parameter = parameter(parameters, name);
        return parameter == null ? null : parameter.string("valueString");
    }

    private static JsonObject parameter(JsonObject parameters, String name) {
        return parameters.objects("parameter").stream().filter(p -> name.equals(p.string("name"))).findFirst().orElse(null);
    }
}
