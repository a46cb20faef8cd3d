package org.ketaminerecord.capability;

import java.util.List;

/** What an endpoint adds to the CapabilityStatement. Every implementation that is a CDI bean is asked. */
public interface DeclaredInteractions {

    /** Codes of R4 system-restful-interaction. */
    List<String> systemInteractions();

    /** Codes of R4 type-restful-interaction. */
    List<String> typeInteractions();

    /** The media types in which it sends and takes resources. */
    List<String> formats();
}
