package org.ketaminerecord.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the document says of an interaction beside its path: names of components of {@code META-INF/openapi.yaml}. */
enum InteractionPage {

    CAPABILITIES("capabilities", "Capabilities", List.of("mode", "_summary", "_elements", "if-none-match"), "200 Statement", "304 NotModified"),
    READ("read", "Read", List.of("_summary", "_elements", "if-none-match", "if-modified-since"), "200 Resource", "304 NotModified", "404 NotFound",
            "410 Gone"),
    VREAD("vread", "Read", List.of("_summary", "_elements", "if-none-match"), "200 Resource", "304 NotModified", "404 NotFound", "410 Gone"),
    SEARCH("search", "Search", List.of("criteria", "_summary", "_elements", "prefer-handling"), "200 Bundle", "400 BadRequest", "404 NotFound"),
    SEARCH_BY_POST("search-by-post", "Search", List.of("_summary", "_elements", "prefer-handling"), "200 Bundle", "400 BadRequest", "404 NotFound",
            "415 UnsupportedMediaType"),
    SEARCH_SYSTEM("search-system", "Search", List.of("several-criteria", "_summary", "_elements", "prefer-handling"), "200 Bundle", "400 BadRequest"),
    SEARCH_SYSTEM_BY_POST("search-system-by-post", "Search", List.of("_summary", "_elements", "prefer-handling"), "200 Bundle", "400 BadRequest",
            "415 UnsupportedMediaType"),
    SEARCH_COMPARTMENT("search-compartment", "Search", List.of("member-criteria", "_summary", "_elements", "prefer-handling"), "200 Bundle",
            "400 BadRequest", "404 NotFound"),
    SEARCH_COMPARTMENT_BY_POST("search-compartment-by-post", "Search", List.of("_summary", "_elements", "prefer-handling"), "200 Bundle",
            "400 BadRequest", "404 NotFound", "415 UnsupportedMediaType"),
    CREATE("create", "Write", List.of("if-none-exist", "prefer-return"), "200 Existing", "201 Created", "400 BadRequest", "412 PreconditionFailed",
            "422 Unprocessable"),
    UPDATE("update", "Write", List.of("if-match", "if-none-match-any", "prefer-return"), "200 Updated", "201 Created", "400 BadRequest", "409 Conflict",
            "412 PreconditionFailed", "422 Unprocessable"),
    UPDATE_CONDITIONAL("update-conditional", "Write", List.of("unique-criteria", "if-match", "prefer-return"), "200 Updated", "201 Created",
            "400 BadRequest", "409 Conflict", "412 PreconditionFailed", "422 Unprocessable"),
    PATCH("patch", "Write", List.of("if-match", "prefer-return"), "200 Updated", "400 BadRequest", "404 NotFound", "410 Gone", "412 PreconditionFailed",
            "415 UnsupportedMediaType", "422 Unprocessable"),
    PATCH_CONDITIONAL("patch-conditional", "Write", List.of("unique-criteria", "if-match", "prefer-return"), "200 Updated", "400 BadRequest",
            "404 NotFound", "412 PreconditionFailed", "415 UnsupportedMediaType", "422 Unprocessable"),
    DELETE("delete", "Write", List.of("if-match", "prefer-return"), "204 Deleted", "409 Conflict", "412 PreconditionFailed"),
    DELETE_CONDITIONAL("delete-conditional", "Write", List.of("unique-criteria", "prefer-return"), "204 Deleted", "400 BadRequest", "409 Conflict",
            "412 PreconditionFailed"),
    HISTORY_INSTANCE("history-instance", "History", List.of("_count", "_since", "_at"), "200 Bundle", "400 BadRequest", "404 NotFound"),
    HISTORY_TYPE("history-type", "History", List.of("_count", "_since", "_at"), "200 Bundle", "400 BadRequest", "404 NotFound"),
    HISTORY_SYSTEM("history-system", "History", List.of("_count", "_since", "_at"), "200 Bundle", "400 BadRequest"),
    TRANSACTION("transaction", "Bundles", List.of("prefer-return"), "200 Bundle", "400 BadRequest", "409 Conflict", "412 PreconditionFailed",
            "422 Unprocessable");

    private final String operationId;
    private final String tag;
    private final List<String> parameters;
    private final List<String> answers;

    InteractionPage(String operationId, String tag, List<String> parameters, String... answers) {
        this.operationId = operationId;
        this.tag = tag;
        this.parameters = parameters;
        this.answers = List.of(answers);
    }

    /** The page of the endpoint with this operationId. */
    static Optional<InteractionPage> of(String operationId) {
        return Arrays.stream(values()).filter(p -> p.operationId.equals(operationId)).findFirst();
    }

    /** Its group. */
    String tag() {
        return tag;
    }

    /** Its parameters apart from those in its path. */
    List<String> parameters() {
        return parameters;
    }

    /** Each a status and the name of a response. */
    List<String> answers() {
        return answers;
    }
}
