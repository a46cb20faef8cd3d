package org.ketaminerecord.interaction;

import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.RequestBase;

/** capabilities: what this server can do (R4 http.html#capabilities). */
public final class CapabilitiesAnswer {

    /** Says what is registered; the http room implements it, since that is where interactions are declared. */
    public interface Statement {

        /** The CapabilityStatement as JSON. */
        byte[] at(RequestBase base);
    }

    /** R4 lets a server answer all three with the whole statement. */
    private static final List<String> MODES = List.of("full", "normative", "terminology");
    private static final Set<String> EVERYWHERE = Set.of("_format", "_pretty", "_summary", "_elements");

    private CapabilitiesAnswer() {
    }

    static Outcome of(Interaction.Capabilities asked, Statement statement, RequestBase base) {
        for (QueryParameter q : asked.query()) {
            if (q.name().equals("mode")) {
                if (!MODES.contains(q.value())) {
                    throw refuse(IssueType.CODE_INVALID, FaultCode.INVALID_PARAMETER, "mode is one of " + String.join(", ", MODES) + ", or left "
                            + "out." + hint(q.value(), MODES));
                }
            } else if (!EVERYWHERE.contains(q.name())) {
                throw refuse(IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_PARAMETER, "metadata has the parameter mode and those of every request, "
                        + "_format, _pretty, _summary and _elements." + hint(q.name(), List.of("mode", "_format", "_pretty", "_summary", "_elements")));
            }
        }
        return new Outcome.Body(statement.at(base));
    }

    private static String hint(String sent, List<String> known) {
        return Nearest.to(sent, known).map(n -> " Did you mean " + n + "?").orElse("");
    }

    private static Fault refuse(IssueType type, FaultCode code, String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, type, code, diagnostics);
    }
}
