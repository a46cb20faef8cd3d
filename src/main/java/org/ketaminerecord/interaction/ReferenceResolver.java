package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.ElementWalk;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * Turns the references of a resource into what is stored: entries of the same transaction by their new ids, conditional
 * references by their one match, absolute URLs of this server by relative ones (R4 http.html#trules). Elements of type
 * canonical stay as they are: they name what a resource calls itself, not where it is.
 */
final class ReferenceResolver {

    /** Finds the one match of a conditional reference. */
    @FunctionalInterface
    interface ConditionalReferences {
        /** Type and id of the match, or null when there is none yet. */
        String resolve(String type, String query) throws SQLException;
    }

    private static final Set<String> URIS = Set.of("uri", "url", "oid", "uuid");
    private static final Pattern LINK = Pattern.compile("\\b(href|src)\\s*=\\s*([\"'])([^\"']*)\\2");

    private final Map<String, String> fullUrls;
    private final RequestBase base;
    private final Map<String, String> found = new HashMap<>();

    /**
     * @param fullUrls of the transaction's entries, with the references that stand for them; empty outside one
     */
    ReferenceResolver(Map<String, String> fullUrls, RequestBase base) {
        this.fullUrls = fullUrls;
        this.base = base;
    }

    /**
     * Changes the references of a resource in place, all but the conditional ones.
     *
     * @param fullUrl of its entry, which relative references are relative to (R4 bundle.html#references), or null
     * @return whether it has conditional ones
     */
    boolean resolve(JsonObject resource, String fullUrl) {
        String root = root(fullUrl);
        boolean[] conditional = {false};
        ElementWalk.walk(resource, (parent, at, element) -> {
            if (element.type().equals("Reference")) {
                each(parent.value(at), o -> {
                    reference(o, root);
                    conditional[0] |= isConditional(o.string("reference"));
                });
            } else if (!fullUrls.isEmpty() && URIS.contains(element.type())) {
                JsonValue changed = uri(parent.value(at));
                if (changed != null) {
                    parent.setValue(at, changed);
                }
            } else if (!fullUrls.isEmpty() && element.type().equals("xhtml") && parent.value(at) instanceof JsonString html) {
                parent.setValue(at, new JsonString(links(html.value())));
            }
        });
        return conditional[0];
    }

    /** R4 http.html#trules: {@code Patient?identifier=...}. */
    private static boolean isConditional(String url) {
        int question = url == null ? -1 : url.indexOf('?');
        return question > 0 && Definitions.r4().isResourceType(url.substring(0, question));
    }

    /** Changes the conditional references of a resource in place; false when one has no match, which is then in {@code unmet}. */
    boolean resolveConditional(JsonObject resource, ConditionalReferences search, List<String> unmet) throws SQLException {
        for (JsonObject reference : conditional(resource)) {
            String url = reference.string("reference");
            String target = found.get(url);
            if (target == null) {
                int question = url.indexOf('?');
                target = search.resolve(url.substring(0, question), url.substring(question + 1));
            }
            if (target == null) {
                unmet.add(url.substring(0, url.indexOf('?')));
                return false;
            }
            found.put(url, target);
            reference.put("reference", target);
        }
        return true;
    }

    private static List<JsonObject> conditional(JsonObject resource) {
        List<JsonObject> found = new ArrayList<>();
        ElementWalk.walk(resource, (parent, at, element) -> {
            if (element.type().equals("Reference")) {
                each(parent.value(at), o -> {
                    if (isConditional(o.string("reference"))) {
                        found.add(o);
                    }
                });
            }
        });
        return found;
    }

    /** The resources of this server that a resource refers to. */
    static Set<LocalReference> localReferences(JsonObject resource) {
        Set<LocalReference> found = new LinkedHashSet<>();
        ElementWalk.walk(resource, (parent, at, element) -> {
            if (element.type().equals("Reference")) {
                each(parent.value(at), o -> {
                    LocalReference local = o.string("reference") == null ? null : LocalReference.of(o.string("reference"));
                    if (local != null) {
                        found.add(local);
                    }
                });
            }
        });
        return found;
    }

    /** The base of a fullUrl that ends in type and id, with its slash; null for a urn. */
    private static String root(String fullUrl) {
        if (fullUrl == null || !fullUrl.contains("://")) {
            return null;
        }
        int id = fullUrl.lastIndexOf('/');
        int type = fullUrl.lastIndexOf('/', id - 1);
        return type > 0 && LocalReference.of(fullUrl.substring(type + 1)) != null ? fullUrl.substring(0, type + 1) : null;
    }

    private void reference(JsonObject reference, String root) {
        String url = reference.string("reference");
        if (url == null) {
            return;
        }
        String target = fullUrls.get(url);
        if (target == null && root != null && LocalReference.of(url) != null) {
            target = fullUrls.get(root + url);
        }
        if (target == null && url.startsWith("urn:uuid:") && !fullUrls.isEmpty()) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.UNRESOLVED_REFERENCE, "A reference is to " + url
                    + ", which is the fullUrl of no entry of this transaction. Add that entry, or refer to a resource that exists.");
        }
        if (target == null && base.relative(url) != null && LocalReference.of(base.relative(url)) != null) {
            target = base.relative(url);
        }
        if (target != null) {
            reference.put("reference", target);
        }
    }

    private JsonValue uri(JsonValue value) {
        if (value instanceof JsonString s) {
            // a canonical resource's own http url is its name, also when its entry has it for a fullUrl
            String target = s.value().startsWith("urn:") ? fullUrls.get(s.value()) : null;
            return target == null ? null : new JsonString(target);
        }
        if (value instanceof JsonArray a) {
            for (int i = 0; i < a.size(); i++) {
                JsonValue changed = uri(a.get(i));
                if (changed != null) {
                    a.set(i, changed);
                }
            }
        }
        return null;
    }

    private String links(String html) {
        Matcher m = LINK.matcher(html);
        StringBuilder out = new StringBuilder(html.length());
        while (m.find()) {
            String target = fullUrls.get(m.group(3));
            m.appendReplacement(out, Matcher.quoteReplacement(target == null ? m.group()
                    : m.group(1) + "=" + m.group(2) + target + m.group(2)));
        }
        return m.appendTail(out).toString();
    }

    private static void each(JsonValue value, java.util.function.Consumer<JsonObject> action) {
        switch (value) {
            case JsonObject o -> action.accept(o);
            case JsonArray a -> a.objects().forEach(action);
            default -> { }
        }
    }

    /** The FHIRPath of the first reference to a target, for messages. */
    static String expression(JsonObject resource, LocalReference target) {
        String[] found = {resource.string("resourceType")};
        boolean[] done = {false};
        ElementWalk.walk(resource, (parent, at, element) -> {
            if (!done[0] && element.type().equals("Reference")) {
                each(parent.value(at), o -> {
                    if (!done[0] && o.string("reference") != null && target.equals(LocalReference.of(o.string("reference")))) {
                        found[0] = where(resource, o, element);
                        done[0] = true;
                    }
                });
            }
        });
        return found[0];
    }

    private static String where(JsonObject resource, JsonObject reference, ElementDefinition element) {
        String path = path(resource, reference, resource.string("resourceType"));
        return path == null ? resource.string("resourceType") + "." + element.base() : path;
    }

    private static String path(JsonValue from, JsonObject to, String path) {
        if (from == to) {
            return path;
        }
        if (from instanceof JsonObject o) {
            for (int i = 0; i < o.size(); i++) {
                String found = path(o.value(i), to, path + "." + o.name(i));
                if (found != null) {
                    return found;
                }
            }
        } else if (from instanceof JsonArray a) {
            for (int i = 0; i < a.size(); i++) {
                String found = path(a.get(i), to, path + "[" + i + "]");
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

}
