package org.ketaminerecord.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ketaminerecord.access.Scope.Level;
import org.ketaminerecord.access.Scope.Permission;

/**
 * What the caller of a request may do. What is not granted is not there; a grant never holds a scope that nothing stands behind:
 *
 * <ul>
 * <li>scopes of level {@code patient} need a patient in context, else they are left out;
 * <li>scopes of level {@code user} need a user (SMART 2.2: "whatever the user may see"). Of a Practitioner or PractitionerRole they are kept,
 *     and {@code ktr.access.user} says what they reach. Of a Patient they become scopes of level {@code patient} on that patient, or are left
 *     out when another patient is in context: a user who is a patient does not see whole clinics. Of a RelatedPerson, a Person, of nobody,
 *     or of a user of another server they are left out: such an app asks for {@code launch/patient} and scopes of level {@code patient};
 * <li>scopes of level {@code system} need nothing; that only clients without a user get them is the issuer's business.
 * </ul>
 *
 * @param issuer   who says so; null when open
 * @param subject  the user or client there; null when open
 * @param client   the client's id there; null when the token does not say
 * @param user     {@code fhirUser} as a reference on this server such as {@code Practitioner/12}; null for none
 * @param patient  the id of the patient in context; null for none
 * @param scopes   scopes on resources; any of them is enough
 * @param others   other scopes, such as {@code ktr/audit}
 * @param purposes codes of http://terminology.hl7.org/CodeSystem/v3-ActReason for which the data is used, such as {@code ETREAT}
 * @param open     everything is allowed, whatever the scopes say
 */
public record Grant(String issuer, String subject, String client, String user, String patient, List<Scope> scopes, Set<String> others,
        Set<String> purposes, boolean open) {

    /** Everything: {@code ktr.access=open}, the demonstration clinic, and the server's own work. */
    public static final Grant OPEN = new Grant(null, null, null, null, null, List.of(), Set.of(), Set.of(), true);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Set<String> CLINICIANS = Set.of("Practitioner", "PractitionerRole");
    private static final Set<String> USERS = Set.of("Practitioner", "PractitionerRole", "Patient", "RelatedPerson", "Person");

    public Grant {
        patient = patient != null && ID.matcher(patient).matches() ? patient : null;
        user = isUser(user) ? user : null;
        others = Set.copyOf(others);
        purposes = Set.copyOf(purposes);
        String kind = user == null ? "" : user.substring(0, user.indexOf('/'));
        String self = kind.equals("Patient") ? user.substring("Patient/".length()) : null;
        List<Scope> kept = new ArrayList<>();
        boolean ofSelf = false;
        for (Scope scope : scopes) {
            switch (scope.level()) {
                case PATIENT -> {
                    if (patient != null) {
                        kept.add(scope);
                    }
                }
                case USER -> {
                    if (CLINICIANS.contains(kind)) {
                        kept.add(scope);
                    } else if (self != null && (patient == null || patient.equals(self))) {
                        kept.add(new Scope(Level.PATIENT, scope.type(), scope.permissions(), scope.query()));
                        ofSelf = true;
                    }
                }
                case SYSTEM -> kept.add(scope);
            }
        }
        patient = ofSelf ? self : patient;
        scopes = kept.stream().distinct().toList();
    }

    /** The scopes that are about a type and allow this; empty when nothing does. Of an open grant nothing is to be asked. */
    public List<Scope> scopes(String type, Permission permission) {
        return scopes.stream().filter(s -> s.covers(type, permission)).toList();
    }

    /** Whether a scope that is not about resources was granted, such as {@code ktr/audit}. */
    public boolean has(String scope) {
        return open || others.contains(scope);
    }

    private static boolean isUser(String reference) {
        int slash = reference == null ? -1 : reference.indexOf('/');
        return slash > 0 && USERS.contains(reference.substring(0, slash)) && ID.matcher(reference.substring(slash + 1)).matches();
    }
}
