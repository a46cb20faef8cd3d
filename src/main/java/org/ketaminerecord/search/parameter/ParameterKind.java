package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** What a search parameter type does: extract and index values, read them from a request, match and sort by them. */
public sealed interface ParameterKind permits StringParameter, TokenParameter, ReferenceParameter, DateParameter,
        NumberParameter, QuantityParameter, UriParameter, CompositeParameter, NearParameter, TextParameter {

    /** The kind for a type of parameter. */
    static ParameterKind of(SearchParameterType type) {
        return switch (type) {
            case STRING -> StringParameter.INSTANCE;
            case TOKEN -> TokenParameter.INSTANCE;
            case REFERENCE -> ReferenceParameter.INSTANCE;
            case DATE -> DateParameter.INSTANCE;
            case NUMBER -> NumberParameter.INSTANCE;
            case QUANTITY -> QuantityParameter.INSTANCE;
            case URI -> UriParameter.INSTANCE;
            case COMPOSITE -> CompositeParameter.INSTANCE;
            case SPECIAL -> NearParameter.INSTANCE;
        };
    }

    /** The table of its rows. */
    String table();

    /** The modifiers it understands, {@code :missing} apart. */
    Set<String> modifiers();

    /** Puts the rows of one value into the index. */
    void index(RegisteredParameter parameter, JsonValue value, String type, IndexSink sink);

    /**
     * The condition that a request's values stand for.
     *
     * @param modifier without the colon, or empty; one of {@link #modifiers()}
     * @param values   the alternatives, with their escapes
     * @throws Fault when a value is not of this kind
     */
    Match match(RegisteredParameter parameter, String modifier, List<String> values, RequestBase base);

    /** Appends an expression whose value orders resources, null for those without a value; null where none can. */
    String order(RegisteredParameter parameter, String resource, boolean descending);

    /** The refusal of a value. */
    static Fault invalid(RegisteredParameter p, String value, String wanted) {
        String shown = value.length() > 60 ? value.substring(0, 60) + "..." : value;
        return Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_PARAMETER, "The value '" + shown
                + "' is not one that the " + p.definition().type().name().toLowerCase(Locale.ROOT) + " parameter '" + p.code()
                + "' takes. Send " + wanted + ".");
    }

    /** The numbers of the parameters whose rows answer, as a condition on the column param. */
    static String params(RegisteredParameter p, String alias) {
        StringBuilder sql = new StringBuilder(alias).append(".param");
        if (p.sources().size() == 1) {
            return sql.append(" = ").append(p.sources().getFirst().id()).toString();
        }
        sql.append(" IN (");
        for (int i = 0; i < p.sources().size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(p.sources().get(i).id());
        }
        return sql.append(')').toString();
    }
}
