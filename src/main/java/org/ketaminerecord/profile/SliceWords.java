package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a slice is known by, in words: the values that it fixes. */
final class SliceWords {

    private static final int MOST = 4;

    private SliceWords() {
    }

    /** What to send for a slice, to stand behind a sentence; empty when it fixes nothing. */
    static String instead(ElementRule sliced, ElementRule slice) {
        List<String> fixed = new ArrayList<>();
        for (ElementRule.Discriminator d : sliced.discriminators) {
            collect(slice, "", SliceMatch.steps(d.path()), fixed);
        }
        if (fixed.isEmpty()) {
            collect(slice, "", List.of(), fixed);
        }
        return fixed.isEmpty() ? "" : " It is the one with " + fixed.stream().distinct().limit(MOST).collect(Collectors.joining(" and ")) + ".";
    }

    /** Goes down the path of a discriminator, and from its end everywhere. */
    private static void collect(ElementRule rule, String path, List<String> steps, List<String> fixed) {
        if (rule.fixed != null || rule.pattern != null) {
            fixed.add((path.isEmpty() ? "" : path + " ") + Values.show(rule.fixed != null ? rule.fixed : rule.pattern));
            return;
        }
        String step = steps.isEmpty() ? null : steps.getFirst();
        List<String> rest = steps.isEmpty() ? steps : steps.subList(1, steps.size());
        if (step != null && step.indexOf('(') >= 0) {
            return;
        }
        for (ElementRule child : rule.inside()) {
            if (child.max > 0 && (step == null || child.name.equals(step))) {
                String below = path.isEmpty() ? child.name : path + "." + child.name;
                collect(child, below, rest, fixed);
                child.slices.stream().filter(s -> s.min > 0).forEach(s -> collect(s, below, rest, fixed));
            }
        }
    }
}
