package org.ketaminerecord.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.terminology.HurriedServer;
import org.ketaminerecord.terminology.TerminologyServer;
import org.ketaminerecord.validation.StructureCheck;

/** Validates resources: R4's structure first, then what profiles ask. One for the process; used by any thread. */
public final class Validator {

    private final Profiles profiles;
    private final TerminologyServer server;

    /** @param profiles what it knows */
    public Validator(Profiles profiles) {
        this(profiles, TerminologyServer.NONE);
    }

    /**
     * @param profiles what it knows
     * @param server   who is asked about codes that cannot be judged from that
     */
    public Validator(Profiles profiles, TerminologyServer server) {
        this.profiles = profiles;
        this.server = server;
    }

    /** The same for one request, which asks the terminology server no more once all its answers took so long together. For one thread. */
    public Validator hurried(Duration most) {
        return server == TerminologyServer.NONE ? this : new Validator(profiles, new HurriedServer(server, most));
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
        boolean walkable = issues.stream().noneMatch(i -> i.code() == FaultCode.WRONG_TYPE || i.code() == FaultCode.UNKNOWN_TYPE || i.code() == FaultCode.TYPE_MISMATCH);
        for (Issue issue : issues) {
            String expression = issue.expression().isEmpty() ? null : issue.expression().getFirst();
            String rule = walkable && expression != null && issue.code() == FaultCode.INVALID_CODE ? RequiredBinding.of(Place.of(resource), expression) : null;
            all.add(new Finding(issue.severity(), issue.type(), issue.code(), expression, issue.diagnostics(), rule, null));
            said.add(issue.code() + " " + expression);
        }
        if (walkable) {
            Place root = Place.of(resource);
            ProfileWalk walk = new ProfileWalk(profiles, root, server);
            walk.resource(root, asked);
            walk.found.all().stream().filter(f -> !said.contains(f.code() + " " + f.expression())).forEach(all::add);
        }
        return all;
    }

    /**
     * What the profiles that a resource claims, and that are here, have to say of it, and of those inside it that claim some themselves. Its
     * structure must have been checked. Nothing is looked at when none of the profiles is here.
     */
    public List<Finding> claimed(JsonObject resource) {
        List<String> claiming = new ArrayList<>(1);
        claiming(resource, resource.string("resourceType"), claiming);
        if (claiming.isEmpty()) {
            return List.of();
        }
        Place root = Place.of(resource);
        ProfileWalk walk = new ProfileWalk(profiles, root, server);
        walk.resource(root, List.of());
        return walk.found.all().stream().filter(f -> claiming.stream().anyMatch(c -> f.expression().equals(c) || f.expression().startsWith(c + "."))).toList();
    }

    /** Finds the resource, those that it contains and those in a Bundle that claim a profile that is here, by their expressions. */
    private void claiming(JsonObject resource, String expression, List<String> claiming) {
        if (claims(resource).stream().anyMatch(profiles::knows)) {
            claiming.add(expression);
            return;
        }
        List<JsonObject> contained = resource.objects("contained");
        for (int i = 0; i < contained.size(); i++) {
            claiming(contained.get(i), expression + ".contained[" + i + "]", claiming);
        }
        if ("Bundle".equals(resource.string("resourceType"))) {
            List<JsonObject> entries = resource.objects("entry");
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).object("resource") != null) {
                    claiming(entries.get(i).object("resource"), expression + ".entry[" + i + "].resource", claiming);
                }
            }
        }
    }

    /** The canonicals that a resource claims. */
    public static List<String> claims(JsonObject resource) {
        return ProfileWalk.claims(resource);
    }
}
