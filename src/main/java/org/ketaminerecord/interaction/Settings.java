package org.ketaminerecord.interaction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The server's switches; docs/running.md lists them. */
@ConfigMapping(prefix = "ktr")
public interface Settings {

    /** Whether references to resources of this server are checked. */
    @WithDefault("strict")
    References references();

    /** Search. */
    Search search();

    /** Conditional delete. */
    ConditionalDelete conditionalDelete();

    /** How references are treated. */
    enum References { STRICT, OFF }

    /** Limits of a search. */
    interface Search {
        /** Matches on a page when the request does not say. */
        @WithDefault("50")
        int pageSize();

        /** Most matches on a page. */
        @WithDefault("1000")
        int largestPage();

        /** Most resources that includes add to a page. */
        @WithDefault("1000")
        int included();

        /** The longest that the database works on one question. */
        @WithDefault("30s")
        Duration timeout();
    }

    /** Conditional delete. */
    interface ConditionalDelete {
        /** Most resources that one conditional delete may take; 1 is R4's "single". */
        @WithDefault("1")
        int most();
    }
}
