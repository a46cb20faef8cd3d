package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonObject;

/** The entries of a Bundle that have a resource, and which of them a reference means (R4 bundle.html#references). */
final class BundleEntries {

    /**
     * One entry.
     *
     * @param place    the entry
     * @param resource its resource
     * @param fullUrl  its fullUrl, or null
     * @param rest     what its fullUrl says as a RESTful URL; null when it is none
     */
    record Entry(Place place, Place resource, String fullUrl, RestUrl rest) {

        String id() {
            return resource.members().string("id");
        }

        String version() {
            JsonObject meta = resource.members().object("meta");
            return meta == null ? null : meta.string("versionId");
        }
    }

    /** The parts of a URL [root]/[type]/[id] (R4 references.html#regex). */
    record RestUrl(String root, String type, String id) {

        /** The parts of an absolute URL, or null when it does not have this form. */
        static RestUrl of(String url) {
            if (url == null || !url.startsWith("http://") && !url.startsWith("https://")) {
                return null;
            }
            int id = url.lastIndexOf('/');
            int type = id < 0 ? -1 : url.lastIndexOf('/', id - 1);
            return type < 0 || id + 1 == url.length() || !Definitions.r4().isResourceType(url.substring(type + 1, id)) ? null
                    : new RestUrl(url.substring(0, type), url.substring(type + 1, id), url.substring(id + 1));
        }
    }

    private final List<Entry> all = new ArrayList<>();
    private final Map<String, List<Entry>> byUrl = new HashMap<>();

    BundleEntries(Place bundle) {
        for (Place entry : bundle.children("entry")) {
            for (Place resource : entry.children("resource")) {
                String fullUrl = entry.members().string("fullUrl");
                Entry e = new Entry(entry, resource, fullUrl, RestUrl.of(fullUrl));
                all.add(e);
                if (fullUrl != null) {
                    byUrl.computeIfAbsent(fullUrl, k -> new ArrayList<>(1)).add(e);
                }
            }
        }
    }

    List<Entry> all() {
        return all;
    }

    /** The entries that a reference in one of them means: none, one, or several that cannot be told apart. */
    List<Entry> meant(String reference, Entry from) {
        int history = reference.indexOf("/_history/");
        String url = absolute(history < 0 ? reference : reference.substring(0, history), from);
        List<Entry> named = url == null ? List.of() : byUrl.getOrDefault(url, List.of());
        if (history < 0) {
            return named;
        }
        String version = reference.substring(history + 10);
        return named.stream().filter(e -> version.equals(e.version())).toList();
    }

    /** An absolute URL as it is; [type]/[id] put behind the root of the entry's own fullUrl; null when it has none. */
    private static String absolute(String reference, Entry from) {
        if (isAbsolute(reference)) {
            return reference;
        }
        return from.rest() == null ? null : from.rest().root() + "/" + reference;
    }

    /** Entries of this type and id, whatever their fullUrl: those that a sender may have had in mind. */
    List<Entry> alike(String reference) {
        String[] parts = reference.replaceFirst("/_history/.*", "").split("/");
        if (parts.length < 2) {
            return List.of();
        }
        String type = parts[parts.length - 2];
        String id = parts[parts.length - 1];
        return all.stream().filter(e -> e.resource().type().name().equals(type) && (id.equals(e.id()) || e.fullUrl() != null && e.fullUrl().endsWith(id))).toList();
    }

    /** The entry whose fullUrl is the UUID that a reference Type/UUID names, or null. */
    Entry ofUuid(String reference) {
        int slash = reference.lastIndexOf('/');
        List<Entry> named = slash < 0 || reference.length() - slash != 37 ? List.of() : byUrl.getOrDefault("urn:uuid:" + reference.substring(slash + 1), List.of());
        return named.isEmpty() ? null : named.getFirst();
    }

    /** True when a URI begins with a scheme. */
    static boolean isAbsolute(String uri) {
        int colon = uri.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            char c = uri.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }
}
