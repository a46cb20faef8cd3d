package org.ketaminerecord.http;

import java.util.List;

/** What an endpoint adds to the CapabilityStatement; there is no other list. */
interface DeclaredInteractions {

    /** Codes of R4 system-restful-interaction. */
    List<String> systemInteractions();

    /** Codes of R4 type-restful-interaction. */
    List<String> typeInteractions();
}
