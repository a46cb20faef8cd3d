package org.ketaminerecord.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ketaminerecord.store.AuditRow;
import org.ketaminerecord.store.AuditTable;

/** From an event to the row that is written of it. */
final class Rows {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    /** Of longer lists the rest is known by what is found. */
    private static final int MOST_NAMED = 100;
    /** Numbers of contained resources are made of that of their container. */
    private static final int CONTAINED_BITS = 20;

    private Rows() {
    }

    static AuditTable.Entry entry(Event e) {
        Event.Who who = e.who();
        Origin origin = e.origin();
        AuditRow row = new AuditRow(e.id(), 0, Instant.ofEpochMilli(e.time()), origin.within(), e.version(), e.outcome(), e.status(),
                e.kind().code(), text(e.operation()), null,
                text(e.type()), text(e.resource()), text(who.issuer()), text(who.subject()), text(who.client()), text(who.user()),
                text(who.purposes()),
                text(origin.address()), text(origin.requestId()), text(origin.method()), text(origin.request()), text(e.said()));
        Set<String> patients = new LinkedHashSet<>();
        List<String> named = new ArrayList<>();
        if (e.resource() != null) {
            name(e.type(), e.resource(), e.shown().length == 0, patients, named);
        }
        for (String name : e.named()) {
            int slash = name.indexOf('/');
            name(name.substring(0, slash), name.substring(slash + 1), true, patients, named);
        }
        if (e.kind().asks()) {
            asked(e, patients);
        }
        long[] rids = e.shown().clone();
        for (int i = 0; i < rids.length; i++) {
            rids[i] = rids[i] < 0 ? -rids[i] >> CONTAINED_BITS : rids[i];
        }
        return new AuditTable.Entry(row, new AuditTable.Concerned(rids, e.older() == 0 || rids.length == 0 ? 0 : rids[0], e.older(), named,
                List.copyOf(patients)));
    }

    private static void name(String type, String id, boolean otherwiseUnknown, Set<String> patients, List<String> named) {
        if (type == null || !ID.matcher(id).matches()) {
            return;
        }
        if (type.equals("Patient")) {
            patients.add(id);           // also when there is none, or none any more
        } else if (otherwiseUnknown) {
            named.add(type + "/" + id);
        }
    }

    /** Who asks for the observations of a patient is told that there are none, too. */
    private static void asked(Event e, Set<String> patients) {
        String request = e.origin().request();
        if (request == null) {
            return;
        }
        int question = request.indexOf('?');
        String path = question < 0 ? request : request.substring(0, question);
        if (path.startsWith("Patient/")) {
            String id = path.substring("Patient/".length()).split("/", 2)[0];
            if (ID.matcher(id).matches()) {
                patients.add(id);
            }
        }
        for (String pair : question < 0 ? new String[0] : request.substring(question + 1).split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals);
            boolean ofPatients = name.equals("patient") || name.equals("patient:Patient") || name.equals("subject:Patient") || name.equals("_id")
                    && path.equals("Patient");
            if (ofPatients || name.equals("subject")) {
                for (String value : decoded(pair.substring(equals + 1)).split(",")) {
                    int at = value.lastIndexOf("Patient/");
                    String id = at < 0 ? value : value.substring(at + "Patient/".length());
                    if ((ofPatients || at >= 0) && ID.matcher(id).matches() && patients.size() < MOST_NAMED) {
                        patients.add(id);
                    }
                }
            }
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notWellFormed) {
            return value;
        }
    }

    /** PostgreSQL's texts have no NUL and no half characters. */
    private static String text(String text) {
        if (text == null) {
            return null;
        }
        String whole = text.indexOf('\0') < 0 ? text : text.replace('\0', '?');
        return new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
