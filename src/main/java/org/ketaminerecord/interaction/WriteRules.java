package org.ketaminerecord.interaction;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.profile.Finding;
import org.ketaminerecord.profile.OwnGuide;
import org.ketaminerecord.profile.Validator;
import org.ketaminerecord.validation.StructureCheck;

/** What {@code ktr.validation.mode} asks of a resource, and whether that refuses it. */
@Singleton
public class WriteRules {

    private static final int MOST_NAMED = 3;

    private final ValidationMode mode;
    private final Validator validator;
    private final OwnGuide guide;
    private final Duration asking;

    /**
     * @param mode   what is asked
     * @param asking how long one request may ask the terminology server
     */
    @Inject
    public WriteRules(@ConfigProperty(name = "ktr.validation.mode", defaultValue = "profile") ValidationMode mode, Validator validator, Packages packages,
            @ConfigProperty(name = "ktr.terminology.timeout", defaultValue = "5s") Duration asking) {
        this.mode = mode;
        this.validator = validator;
        this.guide = new OwnGuide(packages, validator.profiles());
        this.asking = asking;
    }

    /** Judges the resources of one request. */
    WriteValidation request() {
        return new WriteValidation(this, validator.hurried(asking));
    }

    /** True when resources of the treatment have to claim a profile. */
    boolean asksForClaims() {
        return mode.asksForClaims();
    }

    /**
     * R4's own rules, of a resource as it was sent or as a patch made it.
     *
     * @return what is accepted all the same
     * @throws Fault when they refuse it
     */
    List<Issue> structure(JsonObject resource, String type, boolean inTransaction) {
        List<Issue> issues = inTransaction ? StructureCheck.checkInTransaction(resource, type) : StructureCheck.check(resource, type);
        if (issues.isEmpty()) {
            return List.of();
        }
        // a check that ended early may not have seen what storing needs
        if (mode.refusesStructure() || issues.size() >= StructureCheck.MOST || issues.stream().anyMatch(StructureCheck::isNeededToStore)) {
            throw StructureCheck.refusal(issues);
        }
        return mode.tellsStructure() ? issues.stream().map(Issue::accepted).toList() : List.of();
    }

    /** What the profiles that a resource claims have to say of it. */
    List<Issue> claimed(JsonObject resource, Validator hurried) {
        return mode.looksAtClaims() ? hurried.claimed(resource).stream().filter(f -> f.severity() != Severity.INFORMATION).map(Finding::issue).toList() : List.of();
    }

    /** That a resource of the treatment claims no profile of ours, where the mode asks for one; else nothing. */
    List<Issue> unclaimed(JsonObject resource) {
        if (!mode.asksForClaims() || guide.isClaimedBy(resource) || !guide.isAbout(resource)) {
            return List.of();
        }
        Collection<String> candidates = guide.candidates(resource);
        String named = String.join(" or ", candidates.stream().limit(MOST_NAMED).toList());
        String type = resource.string("resourceType");
        return List.of(Issue.error(IssueType.REQUIRED, FaultCode.UNDECLARED_PROFILE, "This " + type + " is part of the treatment, so it has to declare a "
                + "profile of " + guide.name() + " and to meet it. Add to meta.profile the one that it is: " + named
                + (candidates.size() > MOST_NAMED ? " or another of its type." : "."), type + ".meta.profile"));
    }

    /**
     * What is accepted of what was found.
     *
     * @throws Fault with {@code UNPROCESSABLE} and all of it, when there are errors and they refuse
     */
    List<Issue> accept(List<Issue> found) {
        List<Issue> errors = found.stream().filter(i -> i.severity() == Severity.ERROR).toList();
        if (!errors.isEmpty() && mode.refusesProfiles()) {
            List<Issue> all = new ArrayList<>(errors);
            found.stream().filter(i -> i.severity() != Severity.ERROR).forEach(all::add);
            throw new Fault(Reason.UNPROCESSABLE, all);
        }
        return found.stream().filter(i -> i.code() != FaultCode.UNDECIDED && i.code() != FaultCode.UNKNOWN_PROFILE).map(Issue::accepted).toList();
    }

    /** Looks again for a definition that was stored or deleted. */
    void forget(String type, String url) {
        validator.profiles().forget(type, url);
    }
}
