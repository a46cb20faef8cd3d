package org.ketaminerecord.interaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.profile.Validator;

/**
 * Judges what one request is about to store, each resource once. What a command brings is judged before the database is asked for
 * anything; what only the unit of work knows, the result of a patch and the profiles that an update carries over, is judged there.
 */
final class WriteValidation {

    /** What is known of a command: the profiles that were looked at, and what was accepted. */
    private record Judged(Set<String> claims, List<Issue> accepted) {
    }

    private final WriteRules rules;
    private final Validator validator;
    private final Map<Interaction.Writing, Judged> judged = new IdentityHashMap<>();

    WriteValidation(WriteRules rules, Validator validator) {
        this.rules = rules;
        this.validator = validator;
    }

    /** Judges what a command that stands alone brings. */
    void ahead(Interaction.Writing writing) {
        ahead(writing, null, null);
    }

    /**
     * Judges what a command brings.
     *
     * @param fullUrl  of its entry, or null
     * @param standIns of a transaction: puts something of the right type in place of what the entries refer to each other by; null outside one
     */
    void ahead(Interaction.Writing writing, String fullUrl, ReferenceResolver standIns) {
        switch (writing) {
            case Interaction.Create c -> {
                List<Issue> accepted = rules.structure(c.resource(), c.type(), standIns != null);
                profiles(c, resolved(c.resource(), fullUrl, standIns), accepted, true);
            }
            case Interaction.Update u -> {
                List<Issue> accepted = rules.structure(u.resource(), u.type(), standIns != null);
                requireSameId(u);
                profiles(u, resolved(u.resource(), fullUrl, standIns), accepted, false);     // what it carries over may be claimed, too
            }
            case Interaction.PatchOf p -> { }
            case Interaction.Delete d -> { }
            case Interaction.MetaChange m -> { }
        }
    }

    private static JsonObject resolved(JsonObject resource, String fullUrl, ReferenceResolver standIns) {
        if (standIns == null || Validator.claims(resource).isEmpty()) {
            return resource;
        }
        JsonObject copy = resource.copy();
        standIns.resolve(copy, fullUrl);
        return copy;
    }

    private static void requireSameId(Interaction.Update u) {
        String id = u.resource().string("id");
        if (u.id() != null && !u.id().equals(id)) {
            throw Fault.at(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.ID_MISMATCH, u.type() + ".id", id == null
                    ? "The resource has no id. An update needs the same id in the resource as in the URL: \"id\": \"" + u.id() + "\"."
                    : "The resource has another id than the URL. Make them the same: \"id\": \"" + u.id() + "\".");
        }
    }

    /** R4's own rules, of what a patch made. */
    void patched(Change change) {
        judged.put(change.command, new Judged(Set.of(), rules.structure(change.after, change.type(), false)));
    }

    /** Judges what was not known before, of a change that makes a version. */
    void late(Change change) {
        switch (change.command) {
            case Interaction.Create c -> {
                if (!judged.containsKey(c)) {                 // the unit made it, for example of a header
                    profiles(c, change.after, List.of(), true);
                }
            }
            case Interaction.Delete d -> { }
            case Interaction.Update u -> {
                Judged before = judged.get(u);
                if (before == null || !before.claims().containsAll(Validator.claims(change.after))) {
                    profiles(u, change.after, List.of(), true);
                } else if (rules.asksForClaims()) {
                    judged.put(u, new Judged(before.claims(), and(before.accepted(), rules.accept(rules.unclaimed(change.after)))));
                }
            }
            case Interaction.PatchOf p -> profiles(p, change.after, judged.get(p).accepted(), true);
            case Interaction.MetaChange m -> {
                Set<String> before = new HashSet<>(Validator.claims(change.before));
                if (!before.containsAll(Validator.claims(change.after))) {
                    profiles(m, change.after, List.of(), true);
                } else if (!before.equals(new HashSet<>(Validator.claims(change.after)))) {
                    judged.put(m, new Judged(Set.of(), rules.accept(rules.unclaimed(change.after))));
                }
            }
        }
    }

    private void profiles(Interaction.Writing writing, JsonObject resource, List<Issue> accepted, boolean whole) {
        List<Issue> found = rules.claimed(resource, validator);
        if (whole) {
            found = and(found, rules.unclaimed(resource));
        }
        judged.put(writing, new Judged(Set.copyOf(Validator.claims(resource)), and(accepted, rules.accept(found))));
    }

    private static List<Issue> and(List<Issue> some, List<Issue> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        List<Issue> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** What is told of a change that was accepted. */
    List<Issue> accepted(Change change) {
        Judged known = judged.get(change.command);
        return known == null ? List.of() : known.accepted();
    }

    /** To be called when a definition was written: what others are held to may have changed. */
    void written(Change change) {
        for (JsonObject definition : new JsonObject[] {change.before, change.after}) {
            if (definition != null && definition.string("url") != null) {
                rules.forget(change.type(), definition.string("url"));
            }
        }
    }
}
