package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.profile.BundleEntries.Entry;

/** What R4 asks of a Bundle beyond its invariants: its fullUrls, its links, what its references mean, and what its type asks. */
final class BundleRules {

    private static final String UNIQUE = "bundle.html#bundle-unique";
    private static final String REFERENCES = "bundle.html#references";
    private static final String MESSAGE = "messageheader-definitions.html#MessageHeader.focus";
    /** Of one page of results there is one of each (R4 http.html#paging, RFC 5005). */
    private static final Set<String> SINGLE = Set.of("self", "first", "previous", "prev", "next", "last");

    /** Where a resource is an entry. */
    private record Home(BundleEntries entries, Entry entry) {
    }

    private final Findings found;
    private final Map<JsonValue, Home> homes = new IdentityHashMap<>();

    BundleRules(Findings found) {
        this.found = found;
    }

    void check(Place bundle) {
        String type = String.valueOf(bundle.members().string("type"));
        BundleEntries entries = new BundleEntries(bundle);
        links(bundle);
        for (Entry entry : entries.all()) {
            fullUrl(entry);
            if (type.equals("searchset")) {
                result(entry);
            }
        }
        if (!type.equals("history")) {
            entries.all().forEach(e -> homes.put(e.resource().content().value(), new Home(entries, e)));
        }
        Entry first = entries.all().isEmpty() ? null : entries.all().getFirst();
        if (first != null && first.place().at() == 0 && type.equals("document") && first.resource().type().name().equals("Composition")) {
            new DocumentRules(found, entries, bundle).check(first);
        } else if (first != null && type.equals("message") && first.resource().type().name().equals("MessageHeader")) {
            first.resource().children("focus").forEach(f -> inside(found, f, first, entries, MESSAGE, "A message has the resources that MessageHeader.focus refers to"));
        }
    }

    // ---- links and entries --------------------------------------------------------------------------

    private void links(Place bundle) {
        Set<String> seen = new HashSet<>();
        for (Place link : bundle.children("link")) {
            String relation = link.members().string("relation");
            if (relation != null && SINGLE.contains(relation) && !seen.add(relation)) {
                found.error(link, "relation", IssueType.DUPLICATE, FaultCode.INVALID_BUNDLE, "http.html#paging", null, "There is more than one link '" + relation
                        + "', so a reader cannot tell which to follow. Send one.");
            }
        }
    }

    private void fullUrl(Entry entry) {
        String fullUrl = entry.fullUrl();
        if (fullUrl == null) {
            return;
        }
        String type = entry.resource().type().name();
        if (!BundleEntries.isAbsolute(fullUrl)) {
            found.error(entry.place(), "fullUrl", IssueType.VALUE, FaultCode.INVALID_BUNDLE, UNIQUE, null, "The fullUrl '" + fullUrl + "' is not absolute. Send "
                    + "[base]/" + type + "/[id], or urn:uuid: with a UUID.");
        } else if (entry.rest() != null && entry.id() == null && !posted(entry) && !type.equals("OperationOutcome")) {
            found.error(entry.place(), "fullUrl", IssueType.VALUE, FaultCode.INVALID_BUNDLE, UNIQUE, null, "The fullUrl '" + fullUrl + "' says " + entry.rest().type()
                    + "/" + entry.rest().id() + ", but the resource has no id. Send this id in the resource, or urn:uuid: with a UUID as the fullUrl.");
        } else if (entry.rest() != null && !(entry.rest().type().equals(type) && (entry.id() == null || entry.rest().id().equals(entry.id())))) {
            found.error(entry.place(), "fullUrl", IssueType.VALUE, FaultCode.INVALID_BUNDLE, UNIQUE, null, "The fullUrl '" + fullUrl + "' does not agree with the "
                    + "resource, which is " + type + (entry.id() == null ? "" : "/" + entry.id()) + ". Send " + entry.rest().root() + "/" + type + "/"
                    + (entry.id() == null ? "[id]" : entry.id()) + ", or urn:uuid: with a UUID.");
        }
    }

    private static boolean posted(Entry entry) {
        JsonObject request = entry.place().members().object("request");
        return request != null && "POST".equals(request.string("method"));
    }

    /** R4 search.html#entries: what an entry of a search is, and that what was found has an id, as all that is on a server. */
    private void result(Entry entry) {
        JsonObject search = entry.place().members().object("search");
        String mode = search == null ? null : search.string("mode");
        String type = entry.resource().type().name();
        boolean outcome = type.equals("OperationOutcome");
        if ("outcome".equals(mode) && !outcome) {
            found.error(entry.place(), "search.mode", IssueType.VALUE, FaultCode.INVALID_BUNDLE, "search.html#entries", null, "The mode is 'outcome', but the "
                    + "resource is a " + type + ". Send match or include, or an OperationOutcome.");
        } else if (mode != null && !"outcome".equals(mode) && outcome && entry.id() == null) {
            found.error(entry.place(), "search.mode", IssueType.VALUE, FaultCode.INVALID_BUNDLE, "search.html#entries", null, "The mode of an OperationOutcome about "
                    + "the search is 'outcome', not '" + mode + "'.");
        } else if (!outcome && !type.equals("Parameters") && entry.id() == null) {
            found.error(entry.resource(), "id", IssueType.REQUIRED, FaultCode.INVALID_BUNDLE, "resource.html#id", null, "What a search finds is on a server and has an "
                    + "id there. Send it.");
        }
    }

    // ---- references ---------------------------------------------------------------------------------

    /** Checks a Reference that is somewhere in an entry. */
    void reference(Place place) {
        if (homes.isEmpty() || !place.type().name().equals("Reference") || !(place.members() != null && place.members().get("reference") instanceof JsonString s)) {
            return;
        }
        for (Place p = place.parent(); p != null; p = p.parent()) {
            Home home = p.type().kind() == TypeDefinition.Kind.RESOURCE ? homes.get(p.content().value()) : null;
            if (home != null) {
                reference(place, s.value(), home.entry(), home.entries());
                return;
            }
        }
    }

    private void reference(Place place, String text, Entry from, BundleEntries entries) {
        if (text.startsWith("urn:uuid:") || text.startsWith("urn:oid:")) {
            if (entries.meant(text, from).isEmpty()) {
                found.warning(place, "reference", IssueType.NOT_FOUND, FaultCode.UNRESOLVED_REFERENCE, REFERENCES, null, "No entry of the bundle has the fullUrl '" + text
                        + "', and nobody outside of it can know what this is. Send the resource along, or refer to it as Type/id.");
            }
            return;
        }
        String said = type(text);
        Entry other = said == null || BundleEntries.isAbsolute(text) || from.rest() != null ? null : entries.ofUuid(text);
        if (other != null && !other.resource().type().name().equals(said)) {
            found.error(place, "reference", IssueType.VALUE, FaultCode.INVALID_REFERENCE, REFERENCES, null, "The reference says " + said + ", but what has this UUID "
                    + "in the bundle is a " + other.resource().type().name() + ". Send " + other.fullUrl() + " where that is meant.");
        }
    }

    private static String type(String reference) {
        String[] parts = reference.split("/");
        return parts.length == 2 && Definitions.r4().isResourceType(parts[0]) ? parts[0] : null;
    }

    /** Checks that a reference means exactly one entry of the bundle. */
    static void inside(Findings found, Place reference, Entry from, BundleEntries entries, String paragraph, String rule) {
        if (!(reference.members() != null && reference.members().get("reference") instanceof JsonString s) || s.value().startsWith("#")) {
            return;
        }
        String text = s.value();
        List<Entry> meant = entries.meant(text, from);
        if (meant.size() == 1) {
            return;
        }
        if (meant.size() > 1) {
            found.error(reference, "reference", IssueType.MULTIPLE_MATCHES, FaultCode.MULTIPLE_MATCHES, paragraph, null, meant.size() + " entries have the fullUrl that '"
                    + text + "' means. Refer to one version: " + text + "/_history/" + meant.getFirst().version() + ", for example.");
            return;
        }
        List<String> alike = new ArrayList<>();
        entries.alike(text).forEach(e -> alike.add(String.valueOf(e.fullUrl())));
        String instead = alike.isEmpty() ? "Add the resource to the bundle." : from.rest() == null && !BundleEntries.isAbsolute(text)
                ? "The entry of this type and id has the fullUrl '" + alike.getFirst() + "', and a relative reference cannot mean it from an entry whose own fullUrl is "
                + (from.fullUrl() == null ? "missing" : "'" + from.fullUrl() + "'") + ". Send the fullUrl as the reference."
                : "The entry of this type and id has the fullUrl '" + alike.getFirst() + "', which is not what the reference means. Send a reference to that.";
        found.error(reference, "reference", IssueType.NOT_FOUND, FaultCode.UNRESOLVED_REFERENCE, paragraph, null, rule + ", but no entry is meant by '" + text + "'. "
                + instead);
    }
}
