package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.validation.StructureCheck;

/** Validates resources: R4's structure first, then what profiles ask. One for the process; used by any thread. */
public final class Validator {

    private final Profiles profiles;

    /** @param profiles what it knows */
    public Validator(Profiles profiles) {
        this.profiles = profiles;
    }

    /** What it knows. */
    public Profiles profiles() {
        return profiles;
    }

    /**
     * All that there is to say of a resource, and of those inside it.
     *
     * @param asked canonicals of profiles that it must meet beside those it claims
     */
    public List<Finding> check(JsonObject resource, List<String> asked) {
        List<Finding> all = new ArrayList<>();
        List<Issue> issues = StructureCheck.check(resource, null);
        Set<String> said = new HashSet<>();
        for (Issue issue : issues) {
            String expression = issue.expression().isEmpty() ? null : issue.expression().getFirst();
            all.add(new Finding(issue.severity(), issue.type(), issue.code(), expression, issue.diagnostics(), null, null));
            said.add(issue.code() + " " + expression);
        }
        boolean walkable = issues.stream().noneMatch(i -> i.code() == FaultCode.WRONG_TYPE || i.code() == FaultCode.UNKNOWN_TYPE || i.code() == FaultCode.TYPE_MISMATCH);
        if (walkable) {
            Place root = Place.of(resource);
            ProfileWalk walk = new ProfileWalk(profiles, root);
            walk.resource(root, asked);
            walk.found.all().stream().filter(f -> !said.contains(f.code() + " " + f.expression())).forEach(all::add);
        }
        return all;
    }

    /** The canonicals that a resource claims. */
    public static List<String> claims(JsonObject resource) {
        return ProfileWalk.claims(resource);
    }
}
