package org.ketaminerecord.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server's operator lays down for all grants; docs/access.md explains the settings.
 *
 * @param userReach     whose charts scopes of level {@code user} reach
 * @param labels        the security labels that close a resource, and the purposes of use (beside the label's scope) that open it
 * @param breakTheGlass whether the purpose {@link #BREAK_THE_GLASS} opens what labels and consents close
 */
public record Policy(UserReach userReach, Map<String, Set<String>> labels, boolean breakTheGlass) {

    /** Whose charts scopes of level {@code user} reach. */
    public enum UserReach {
        /** All. */
        ALL,
        /** Those of patients whom a care team, an encounter, an episode or the patient's own record ties to the user. */
        CARE_TEAM,
        /** Those of patients who are tied to an organization for which the user has a role. */
        ORGANIZATION
    }

    /** Purpose of use in an emergency (http://terminology.hl7.org/CodeSystem/v3-ActReason). */
    public static final String BREAK_THE_GLASS = "ETREAT";

    /** The scope of who sees whatever patients consented to: a clinic's own record system. */
    public static final String ALL_CONSENTS = "ktr/all-consents";

    private static final String LABEL = "ktr/label.";

    /** The security labels that this grant does not open: each needs the scope {@code ktr/label.CODE} or a purpose that is configured. */
    public List<String> closed(Grant grant) {
        List<String> closed = new ArrayList<>();
        if (grant.has(LABEL + "*") || breaksTheGlass(grant)) {
            return closed;
        }
        labels.forEach((label, purposes) -> {
            if (!grant.has(LABEL + label) && purposes.stream().noneMatch(grant.purposes()::contains)) {
                closed.add(label);
            }
        });
        return closed;
    }

    /** True when neither labels nor consents are to stand in the way of an emergency. */
    public boolean breaksTheGlass(Grant grant) {
        return breakTheGlass && grant.purposes().contains(BREAK_THE_GLASS);
    }
}
