package org.ketaminerecord.interaction;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/** The element meta: what the server puts there, what it carries over, what counts as a change. */
public final class Meta {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);
    private static final List<String> CARRIED = List.of("profile", "security", "tag");

    private Meta() {
    }

    /** An instant as FHIR writes it, to the millisecond. */
    public static String instant(Instant time) {
        return INSTANT.format(time);
    }

    /** Puts id, version and time into a resource; id and meta stand right behind the type. */
    static void stamp(JsonObject resource, String id, int version, Instant updated) {
        JsonObject sent = resource.object("meta");
        JsonObject meta = new JsonObject().put("versionId", Integer.toString(version)).put("lastUpdated", instant(updated));
        if (sent != null) {
            sent.forEach((name, value) -> {
                if (!meta.has(name)) {
                    meta.append(name, value);
                }
            });
        }
        int at = resource.indexOf("resourceType") + 1;
        resource.insert(at, "id", new org.ketaminerecord.json.JsonString(id));
        at = resource.indexOf("id") + 1;
        resource.insert(at, "meta", meta);
    }

    /** Profiles, security labels and tags stay unless they are taken off with $meta-delete (R4 resource.html#Meta). */
    static void carryOver(JsonObject from, JsonObject to) {
        if (from.object("meta") != null) {
            add(from.object("meta"), to);
        }
    }

    /** Adds the labels of a meta to a resource, each once. */
    public static void add(JsonObject labels, JsonObject to) {
        for (String name : CARRIED) {
            JsonArray old = labels.array(name);
            if (old == null || old.isEmpty()) {
                continue;
            }
            JsonArray kept = array(meta(to), name);
            for (JsonValue label : old) {
                if (kept.stream().noneMatch(k -> same(k, label))) {
                    kept.add(label.copy());
                }
            }
        }
    }

    /** Takes the labels of a meta off a resource. */
    static void remove(JsonObject labels, JsonObject from) {
        JsonObject meta = meta(from);
        for (String name : CARRIED) {
            JsonArray gone = labels.array(name);
            JsonArray kept = meta.array(name);
            if (gone != null && kept != null) {
                kept.removeIf(k -> gone.stream().anyMatch(g -> same(k, g)));
                if (kept.isEmpty()) {
                    meta.remove(name);
                }
            }
        }
    }

    /** True when two versions differ in nothing but version and time. */
    static boolean sameContent(JsonObject a, JsonObject b) {
        return bare(a).equals(bare(b));
    }

    private static JsonObject bare(JsonObject resource) {
        JsonObject copy = new JsonObject();
        resource.forEach((name, value) -> {
            if (name.equals("meta") && value instanceof JsonObject meta) {
                JsonObject rest = new JsonObject();
                meta.forEach((n, v) -> {
                    if (!n.equals("versionId") && !n.equals("lastUpdated")) {
                        rest.append(n, CARRIED.contains(n) && v instanceof JsonArray labels ? sorted(labels) : v);
                    }
                });
                if (rest.size() > 0) {
                    copy.append(name, rest);
                }
            } else if (!name.equals("id")) {
                copy.append(name, value);
            }
        });
        return copy;
    }

    /** R4 resource.html#Meta: profiles, security labels and tags are sets, whose order means nothing. */
    private static JsonArray sorted(JsonArray labels) {
        return JsonArray.of(labels.stream().sorted(Comparator.comparing(Object::toString)).toList());
    }

    /** Codings are the same when system and code are (R4 resource-operation-meta-add.html); profiles when equal. */
    private static boolean same(JsonValue a, JsonValue b) {
        return a instanceof JsonObject x && b instanceof JsonObject y
                ? java.util.Objects.equals(x.string("system"), y.string("system")) && java.util.Objects.equals(x.string("code"), y.string("code"))
                : a.equals(b);
    }

    private static JsonObject meta(JsonObject resource) {
        if (resource.object("meta") == null) {
            resource.put("meta", new JsonObject());
        }
        return resource.object("meta");
    }

    private static JsonArray array(JsonObject meta, String name) {
        if (meta.array(name) == null) {
            meta.put(name, new JsonArray());
        }
        return meta.array(name);
    }
}
