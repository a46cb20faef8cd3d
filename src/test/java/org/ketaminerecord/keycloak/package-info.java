/** The packaged server before a real identity provider: Keycloak, with the realm of {@code deploy/keycloak}. */
package org.ketaminerecord.keycloak;
