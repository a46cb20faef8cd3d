package org.ketaminerecord.capability;

import java.util.List;
import java.util.Set;

/**
 * What a server can do, as its parts declare it.
 *
 * @param version      of the server
 * @param built        when it was built, as a FHIR dateTime
 * @param formats      media types of resources
 * @param patchFormats media types of patches
 * @param interactions codes of R4 system-restful-interaction
 * @param operations   at the level of the system
 * @param policies     codes of R4 reference-handling-policy
 * @param manyDeleted  true when a conditional delete may take several resources
 * @param guides       the ImplementationGuides of loaded packages, as canonicals with versions
 * @param remarks      what is wrong with packages, a sentence each
 * @param resources    the types, sorted by name
 * @param security     who gets in
 */
public record Capabilities(String version, String built, List<String> formats, List<String> patchFormats, Set<String> interactions,
        List<ServedOperation> operations, List<String> policies, boolean manyDeleted, List<String> guides, List<String> remarks,
        List<ServedResource> resources, Security security) {
}
