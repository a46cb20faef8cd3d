package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.Escapes;
import org.ketaminerecord.search.parameter.ListMembers;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RequestBase;

/** Reads a value of {@code _list} (R4 search.html#list). */
final class ListCriterion {

    private ListCriterion() {
    }

    /**
     * The condition to be on one of the lists.
     *
     * @param item  List's parameter {@code item}
     * @param value ids of stored Lists, with or without {@code List/} or this server's URL before them
     */
    static Match of(RegisteredParameter item, String value, RequestBase base) {
        List<String> ids = new ArrayList<>();
        for (String raw : Escapes.split(value, ',')) {
            ids.add(id(Escapes.unescape(raw), base));
        }
        return new ListMembers(item, List.copyOf(ids));
    }

    private static String id(String raw, RequestBase base) {
        if (raw.startsWith("$")) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER, "This server keeps no functional lists "
                    + "such as $current-problems. Send the id of a stored List, for example _list=42, or the search parameters that select "
                    + "what is current, such as clinical-status=active.");
        }
        String relative = base.relative(raw);
        String reference = relative == null ? raw : relative;
        String id = reference.startsWith("List/") ? reference.substring("List/".length()) : reference;
        if (!id.matches("[A-Za-z0-9.\\-]{1,64}")) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "The value '" + (raw.length() > 60 ? raw.substring(0, 60) + "..." : raw)
                    + "' is not one that '_list' takes. Send the id of a List of this server, for example _list=42 or _list=List/42.");
        }
        return id;
    }
}
