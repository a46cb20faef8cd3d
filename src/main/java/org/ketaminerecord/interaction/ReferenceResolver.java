package org.ketaminerecord.interaction;

import java.sql.SQLException;
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
 * references by their one match, absolute URLs of this server by relative ones (R4 http.html#trules).
 */
final class ReferenceResolver {

    /** Finds the one match of a conditional reference. */
    @FunctionalInterface
    interface ConditionalReferences {
        String resolve(String type, String query) throws SQLException;
    }

    private static final Set<String> URIS = Set.of("uri", "url", "canonical", "oid", "uuid");
    private static final Pattern LINK = Pattern.compile("\\b(href|src)\\s*=\\s*([\"'])([^\"']*)\\2");

    private final Map<String, String> fullUrls;
    private final RequestBase base;
    private final ConditionalReferences conditional;
    private final Map<String, String> found = new HashMap<>();

    /**
     * @param fullUrls of the transaction's entries, with the references that stand for them; empty outside one
     */
    ReferenceResolver(Map<String, String> fullUrls, RequestBase base, ConditionalReferences conditional) {
        this.fullUrls = fullUrls;
        this.base = base;
        this.conditional = conditional;
    }

    /** Changes the references of a resource in place. */
    void resolve(JsonObject resource) {
        ElementWalk.walk(resource, (parent, at, element) -> {
            if (element.type().equals("Reference")) {
                each(parent.value(at), o -> reference(o));
            } else if (!fullUrls.isEmpty() && URIS.contains(element.type())) {
                JsonValue changed = uri(parent.value(at));
                if (changed != null) {
                    parent.setValue(at, changed);
                }
            } else if (!fullUrls.isEmpty() && element.type().equals("xhtml") && parent.value(at) instanceof JsonString html) {
                parent.setValue(at, new JsonString(links(html.value())));
            }
        });
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

    private void reference(JsonObject reference) {
        String url = reference.string("reference");
        if (url == null) {
            return;
        }
        String target = fullUrls.get(url);
        if (target == null && url.startsWith("urn:uuid:") && !fullUrls.isEmpty()) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.UNRESOLVED_REFERENCE, "A reference is to " + url
                    + ", which is the fullUrl of no entry of this transaction. Add that entry, or refer to a resource that exists.");
        }
        if (target == null && base.relative(url) != null && LocalReference.of(base.relative(url)) != null) {
            target = base.relative(url);
        }
        int question = url.indexOf('?');
        if (target == null && question > 0 && Definitions.r4().isResourceType(url.substring(0, question))) {
            target = found.computeIfAbsent(url, u -> conditional(u, question));
        }
        if (target != null) {
            reference.put("reference", target);
        }
    }

    private String conditional(String url, int question) {
        try {
            return conditional.resolve(url.substring(0, question), url.substring(question + 1));
        } catch (SQLException e) {
            throw new SqlInLambda(e);
        }
    }

    /** Carries an SQLException out of a walk. */
    static final class SqlInLambda extends RuntimeException {
        SqlInLambda(SQLException cause) {
            super(cause);
        }

        SQLException sql() {
            return (SQLException) getCause();
        }
    }

    private JsonValue uri(JsonValue value) {
        if (value instanceof JsonString s) {
            String target = fullUrls.get(s.value());
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
