package org.ketaminerecord.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.Scope.Level;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.definition.Definitions;

/**
 * Reads the scope claim of a token (RFC 6749 3.3, SMART 2.2 scopes-and-launch-context.html). What is not understood to the last character
 * grants nothing: {@code patient/Observation.sr} (letters out of order), {@code patient/observation.rs}, {@code patient/Observation.rs?}.
 * Scopes are case-sensitive.
 */
public final class ScopeParser {

    /** Parameters that say how to answer or what else to send, and so are no criteria. */
    private static final Set<String> NO_CRITERIA = Set.of("_count", "_sort", "_include", "_revinclude", "_summary", "_elements", "_total",
            "_contained", "_containedType", "_format", "_pretty", "_explain", "_type", "_query");

    private ScopeParser() {
    }

    /**
     * Reads a scope claim.
     *
     * @param claim scopes with spaces between them; null for none
     */
    public static Scopes parse(String claim) {
        List<Scope> resources = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        List<String> unreadable = new ArrayList<>();
        for (String word : claim == null ? new String[0] : claim.split(" ")) {
            if (word.isEmpty()) {
                continue;
            }
            Level level = level(word);
            if (level == null && isToken(word)) {
                others.add(word);
                continue;
            }
            Scope scope = level == null ? null : scope(level, word.substring(level.code().length() + 1));
            if (scope == null) {
                unreadable.add(word);
            } else {
                resources.add(scope);
            }
        }
        return new Scopes(resources, others, unreadable);
    }

    private static Level level(String word) {
        for (Level level : Level.values()) {
            if (word.startsWith(level.code()) && word.startsWith("/", level.code().length())) {
                return level;
            }
        }
        return null;
    }

    /** {@code type.permissions?query}; null when it is not. */
    private static Scope scope(Level level, String text) {
        int question = text.indexOf('?');
        String query = question < 0 ? null : text.substring(question + 1);
        String head = question < 0 ? text : text.substring(0, question);
        int dot = head.indexOf('.');
        if (dot < 0 || !isToken(text) || query != null && !isCriteria(query)) {
            return null;
        }
        String type = head.substring(0, dot);
        if (!type.equals(Scope.ANY_TYPE) && !Definitions.r4().isResourceType(type)) {
            return null;
        }
        Set<Permission> permissions = permissions(head.substring(dot + 1), query != null);
        return permissions == null ? null : new Scope(level, type, permissions, query);
    }

    /** Null when they are not well-formed. SMART 1 knew {@code read}, {@code write} and {@code *}, and no criteria behind them. */
    private static Set<Permission> permissions(String text, boolean granular) {
        switch (text) {
            case "read":
                return granular ? null : EnumSet.of(Permission.READ, Permission.SEARCH);
            case "write":
                return granular ? null : EnumSet.of(Permission.CREATE, Permission.UPDATE, Permission.DELETE);
            case "*":
                return granular ? null : EnumSet.allOf(Permission.class);
            default:
                return letters(text);
        }
    }

    private static Set<Permission> letters(String text) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        int at = 0;
        for (Permission permission : Permission.values()) {
            if (at < text.length() && text.charAt(at) == permission.letter()) {
                permissions.add(permission);
                at++;
            }
        }
        return at < text.length() || permissions.isEmpty() ? null : permissions;
    }

    /** {@code name=value} with {@code &} between; an empty condition would be none, and none is more than was meant. */
    private static boolean isCriteria(String query) {
        for (String condition : query.split("&", -1)) {
            int equals = condition.indexOf('=');
            if (equals < 1 || equals == condition.length() - 1 || !isEncoded(condition)) {
                return false;
            }
            String name = condition.substring(0, equals);
            int modifier = name.indexOf(':');
            if (name.indexOf('%') >= 0 || NO_CRITERIA.contains(modifier < 0 ? name : name.substring(0, modifier))) {
                return false;
            }
        }
        return true;
    }

    /** Each {@code %} is followed by two hexadecimal digits, and what they say is UTF-8. */
    private static boolean isEncoded(String text) {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return true;
        }
        byte[] decoded = new byte[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                decoded[n++] = (byte) text.charAt(i);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            decoded[n++] = (byte) (high * 16 + low);
            i += 2;
        }
        String said = new String(decoded, 0, n, StandardCharsets.UTF_8);
        return said.indexOf('\uFFFD') < 0 && said.chars().noneMatch(c -> c < ' ');
    }

    /** The characters that a scope may have (RFC 6749 3.3). */
    private static boolean isToken(String word) {
        return word.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }
}
