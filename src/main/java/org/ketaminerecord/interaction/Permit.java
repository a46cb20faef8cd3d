package org.ketaminerecord.interaction;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Refuses what no scope of a grant allows for any resource of a type, before the database is asked. Which resources of the
 * type a grant reaches is part of the SQL ({@link org.ketaminerecord.search.GrantReach}).
 */
public final class Permit {

    /** The scope of who runs the server. */
    public static final String OPERATOR = "ktr/operator";

    /** What changes what the server does for all: how it indexes, and what it holds resources to. */
    private static final Set<String> RULES = Set.of("SearchParameter", "StructureDefinition");

    private Permit() {
    }

    /**
     * The interaction may be tried.
     *
     * @throws Fault 403, when no scope allows it; 405, when nobody may
     */
    static void require(Grant grant, Interaction interaction) {
        AuditAnswer.requireServed(interaction);
        if (interaction instanceof Interaction.Writing w && RULES.contains(w.type())) {
            requireScope(grant, OPERATOR);
        }
        switch (interaction) {
            case Interaction.Capabilities c -> { }
            case Interaction.Read r -> require(grant, r.type(), Permission.READ);
            case Interaction.Search s -> requireAny(grant, s.scope().types(), Permission.SEARCH);
            case Interaction.History h when h.id() != null -> require(grant, h.type(), Permission.READ);
            case Interaction.History h -> requireAny(grant, h.type() == null ? List.of() : List.of(h.type()), Permission.SEARCH);
            case Interaction.Create c -> {
                require(grant, c.type(), Permission.CREATE);
                requireSearch(grant, c.type(), c.ifNoneExist());
            }
            case Interaction.Update u -> {
                require(grant, u.type(), Permission.UPDATE);
                requireSearch(grant, u.type(), u.criteria());
            }
            case Interaction.PatchOf p -> {
                require(grant, p.type(), Permission.UPDATE);
                requireSearch(grant, p.type(), p.criteria());
            }
            case Interaction.Delete d -> {
                require(grant, d.type(), Permission.DELETE);
                requireSearch(grant, d.type(), d.criteria());
            }
            case Interaction.MetaChange m -> require(grant, m.type(), Permission.UPDATE);
        }
    }

    /** A conditional interaction says whether there is a match, and so is a search too. */
    private static void requireSearch(Grant grant, String type, List<?> criteria) {
        if (criteria != null) {
            require(grant, type, Permission.SEARCH);
        }
    }

    /** @throws Fault 403, when no scope allows this with resources of the type */
    public static void require(Grant grant, String type, Permission permission) {
        if (!grant.open() && grant.scopes(type, permission).isEmpty()) {
            throw missing(type, permission);
        }
    }

    /** @throws Fault 403, when no scope allows any of these with resources of the type, or of all types where it is null */
    public static void requireOneOf(Grant grant, String type, Collection<Permission> permissions) {
        List<String> types = type == null ? Definitions.r4().resourceTypes() : List.of(type);
        if (!grant.open() && types.stream().allMatch(t -> permissions.stream().allMatch(p -> grant.scopes(t, p).isEmpty()))) {
            throw missing(type == null ? "*" : type, permissions.iterator().next());
        }
    }

    /** @throws Fault 403, when no scope allows this with any of the types; no types stand for all */
    private static void requireAny(Grant grant, Collection<String> types, Permission permission) {
        Collection<String> all = types.isEmpty() ? Definitions.r4().resourceTypes() : types;
        if (!grant.open() && all.stream().allMatch(t -> grant.scopes(t, permission).isEmpty())) {
            throw missing(types.size() == 1 ? types.iterator().next() : "*", permission);
        }
    }

    /** @throws Fault 403, when the grant does not have a scope that is not about resources, such as {@code ktr/operator} */
    public static void requireScope(Grant grant, String scope) {
        if (!grant.has(scope)) {
            throw Fault.of(Reason.FORBIDDEN, IssueType.FORBIDDEN, FaultCode.INSUFFICIENT_SCOPE, "This needs the scope " + scope
                    + ", and the token does not have it.");
        }
    }

    private static Fault missing(String type, Permission permission) {
        return Fault.of(Reason.FORBIDDEN, IssueType.FORBIDDEN, FaultCode.INSUFFICIENT_SCOPE, "No scope of the token allows this. It needs one such as "
                + "patient/" + type + "." + permission.letter() + " (with a patient in context), user/" + type + "." + permission.letter() + " or system/" + type
                + "." + permission.letter() + ".");
    }
}
