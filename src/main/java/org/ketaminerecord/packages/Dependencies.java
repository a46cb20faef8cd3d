package org.ketaminerecord.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which packages others build on and are not there. Only what a package itself names is looked at, so packages that build on
 * each other in a circle are nothing special.
 */
final class Dependencies {

    /** Versions that mean no number: the newest build of a branch, or whatever was published last. */
    private static final Set<String> ANY = Set.of("current", "dev", "latest", "*", "x", "");
    /** R4 itself is part of the program, also by the names of its parts. */
    private static final Set<String> R4 = Set.of("hl7.fhir.r4.core", "hl7.fhir.core", "hl7.fhir.r4.expansions", "hl7.fhir.r4.examples");

    private Dependencies() {
    }

    /** A sentence for each package that lacks some. */
    static List<String> missing(List<LoadedPackage> packages) {
        List<String> sentences = new ArrayList<>();
        for (LoadedPackage p : packages) {
            List<String> absent = new ArrayList<>();
            new TreeMap<>(p.dependencies()).forEach((name, version) -> {
                if (!R4.contains(name) && packages.stream().noneMatch(o -> o.name().equals(name) && meets(o.version(), version))) {
                    List<String> others = packages.stream().filter(o -> o.name().equals(name)).map(LoadedPackage::version).toList();
                    absent.add(name + "#" + version + (others.isEmpty() ? "" : " (" + String.join(", ", others) + " is)"));
                }
            });
            if (!absent.isEmpty()) {
                sentences.add("The package " + p.id() + " builds on packages that are not loaded: " + String.join(", ", absent)
                        + ". What needs them is not checked; add them to ktr.packages.dir.");
            }
        }
        return sentences;
    }

    /** Whether a version is one that is asked for: itself, {@code 6.1.x}, {@code 6.x.x}, or any for {@code current} and the like. */
    static boolean meets(String version, String wanted) {
        if (version.equals(wanted) || ANY.contains(wanted) || wanted.startsWith("current$")) {
            return true;
        }
        StringBuilder pattern = new StringBuilder();
        for (String part : wanted.split("\\.")) {
            pattern.append(pattern.isEmpty() ? "" : "\\.").append(part.equals("x") || part.equals("*") ? "[^.]+" : Pattern.quote(part));
        }
        return (wanted.endsWith("x") || wanted.endsWith("*")) && version.matches(pattern + "(\\..*)?");
    }
}
