package org.ketaminerecord.interaction;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The switches of interactions; docs/running.md lists them. */
@Singleton
public class Settings {

    /** Whether references to resources of this server are checked. */
    public enum References { STRICT, OFF }

    /** When the server makes a Provenance of what is written. */
    public enum Provenance { NONE, TRANSACTION }

    private final References references;
    private final Provenance provenance;
    private final int pageSize;
    private final int largestPage;
    private final int included;
    private final int mostDeleted;

    Settings(@ConfigProperty(name = "ktr.references", defaultValue = "strict") References references,
            @ConfigProperty(name = "ktr.provenance", defaultValue = "none") Provenance provenance,
            @ConfigProperty(name = "ktr.search.page-size", defaultValue = "50") int pageSize,
            @ConfigProperty(name = "ktr.search.largest-page", defaultValue = "1000") int largestPage,
            @ConfigProperty(name = "ktr.search.included", defaultValue = "1000") int included,
            @ConfigProperty(name = "ktr.conditional-delete.most", defaultValue = "1") int mostDeleted) {
        this.references = references;
        this.provenance = provenance;
        this.pageSize = pageSize;
        this.largestPage = largestPage;
        this.included = included;
        this.mostDeleted = mostDeleted;
    }

    /** Whether references to resources of this server are checked. */
    public References references() {
        return references;
    }

    /** When the server makes a Provenance of what is written. */
    public Provenance provenance() {
        return provenance;
    }

    /** Matches on a page when the request does not say. */
    public int pageSize() {
        return pageSize;
    }

    /** Most matches on a page. */
    public int largestPage() {
        return largestPage;
    }

    /** Most resources that includes add to a page. */
    public int included() {
        return included;
    }

    /** Most resources that one conditional delete may take; 1 is R4's "single". */
    public int mostDeleted() {
        return mostDeleted;
    }
}
