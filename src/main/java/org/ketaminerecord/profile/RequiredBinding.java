package org.ketaminerecord.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketaminerecord.fhirpath.Place;

/** The value set that R4 itself requires of the element that an issue of structure is about. */
final class RequiredBinding {

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9]+)(?:\\.ofType\\(([A-Za-z0-9]+)\\))?(?:\\[(\\d+)])?");

    private RequiredBinding() {
    }

    /** Its canonical; null when there is none at this expression. */
    static String of(Place root, String expression) {
        Place at = root;
        Matcher step = STEP.matcher(expression);
        while (at != null && step.find()) {
            int index = step.group(3) == null ? 0 : Integer.parseInt(step.group(3));
            at = at.children(step.group(1)).stream().filter(p -> p.at() == index).findFirst().orElse(null);
        }
        return at == null || at.element() == null ? null : at.element().required();
    }
}
