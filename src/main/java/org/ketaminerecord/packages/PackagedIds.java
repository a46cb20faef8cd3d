package org.ketaminerecord.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.terminology.Canonical;

/**
 * Gives each definition of all packages an id of its own. Two versions of a guide call their definitions the same: the later
 * one has the id, the earlier one has its version behind it, as in {@code us-core-patient-6.1.0}. What R4 defines comes last.
 */
final class PackagedIds {

    private static final int LONGEST = 64;

    private final Map<String, PackagedDefinition> byId = new LinkedHashMap<>();

    private PackagedIds() {
    }

    /** All definitions by type and id, with a slash between. */
    static Map<String, PackagedDefinition> of(Collection<PackagedResource> added, Collection<PackagedResource> ofR4) {
        PackagedIds ids = new PackagedIds();
        ids.give(added);
        ids.give(ofR4);
        return ids.byId;
    }

    private void give(Collection<PackagedResource> resources) {
        Map<String, List<PackagedResource>> rivals = new LinkedHashMap<>();
        for (PackagedResource r : resources) {
            String id = plain(r);
            if (PackagedTypes.ALL.contains(r.type()) && !id.isEmpty()) {
                rivals.computeIfAbsent(r.type() + "/" + id, k -> new ArrayList<>(1)).add(r);
            }
        }
        List<PackagedResource> others = new ArrayList<>();
        for (List<PackagedResource> same : rivals.values()) {
            PackagedResource first = same.getFirst();
            // those of the guide that is named first, by version; a guide that has the id by chance comes behind
            same.sort(Comparator.comparing((PackagedResource r) -> !String.valueOf(r.url()).equals(String.valueOf(first.url())))
                    .thenComparing(r -> String.valueOf(r.version()), Canonical::later));
            for (PackagedResource r : same) {
                if (!take(plain(r), r)) {
                    others.add(r);
                }
            }
        }
        for (PackagedResource r : others) {          // when all plain ids are given: one may look like another with a version
            String version = clean(r.version() == null ? r.origin().substring(r.origin().indexOf('#') + 1) : r.version());
            if (!take(behind(plain(r), version), r)) {
                take(behind(plain(r), Integer.toHexString((r.origin() + " " + r.url()).hashCode())), r);
            }
        }
    }

    private boolean take(String id, PackagedResource r) {
        return byId.putIfAbsent(r.type() + "/" + id, new PackagedDefinition(id, r)) == null;
    }

    private static String plain(PackagedResource r) {
        String id = clean(r.id() != null ? r.id() : r.url() == null ? "" : r.url().substring(r.url().lastIndexOf('/') + 1));
        return id.length() > LONGEST ? id.substring(0, LONGEST) : id;
    }

    private static String behind(String id, String mark) {
        String end = "-" + (mark.length() > LONGEST / 2 ? mark.substring(0, LONGEST / 2) : mark);
        return (id.length() + end.length() > LONGEST ? id.substring(0, LONGEST - end.length()) : id) + end;
    }

    private static String clean(String text) {
        return text.replaceAll("[^A-Za-z0-9.-]+", "-");
    }
}
