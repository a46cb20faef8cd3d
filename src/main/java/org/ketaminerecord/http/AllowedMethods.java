package org.ketaminerecord.http;

import java.util.List;
import org.ketaminerecord.definition.Definitions;

/** The methods that a URL has (R4 http.html#summary), for the header Allow; RESTEasy does not say. */
final class AllowedMethods {

    private static final List<String> NONE = List.of();
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> OPERATION = List.of("GET", "HEAD", "POST");

    private AllowedMethods() {
    }

    /** The methods of a path such as {@code /fhir/Patient/1}; none when no interaction has it. */
    static List<String> at(String path) {
        String[] parts = path.replaceAll("^/+|/+$", "").split("/+");
        int n = parts.length - 1;
        if (!parts[0].equals("fhir")) {
            return NONE;
        }
        String last = parts[n];
        if (n == 0) {
            return List.of("GET", "HEAD", "POST");
        }
        if (n == 1 && last.equals("_search")) {
            return List.of("POST");
        }
        if (n == 1 && (last.equals("metadata") || last.equals("_history"))) {
            return READ;
        }
        boolean operation = last.startsWith("$");
        if (n > 1 || !operation) {
            if (!Definitions.r4().isResourceType(parts[1])) {
                return NONE;
            }
        }
        return switch (n) {
            case 1 -> operation ? OPERATION : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
            case 2 -> operation ? OPERATION : last.equals("_history") ? READ : last.equals("_search") ? List.of("POST")
                    : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE");
            case 3 -> operation ? OPERATION : last.equals("_history") || member(last) ? READ : NONE;
            case 4 -> parts[3].equals("_history") ? READ : member(parts[3]) && last.equals("_search") ? List.of("POST") : NONE;
            case 5 -> parts[3].equals("_history") && operation ? OPERATION : NONE;
            default -> NONE;
        };
    }

    private static boolean member(String type) {
        return type.equals("*") || Definitions.r4().isResourceType(type);
    }
}
