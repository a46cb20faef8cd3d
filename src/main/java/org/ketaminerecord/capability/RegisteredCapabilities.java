package org.ketaminerecord.capability;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.ketaminerecord.access.token.Grants;
import org.ketaminerecord.audit.AuditReader;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.interaction.CapabilitiesAnswer;
import org.ketaminerecord.interaction.Engine;
import org.ketaminerecord.interaction.Settings;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationRegistry;
import org.ketaminerecord.packages.LoadedPackage;
import org.ketaminerecord.patch.PatchFormat;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * Collects what endpoints, operations and search parameters declare. The statement is made when it is first asked for,
 * anew when the search parameters or the issuer's addresses change, and kept as bytes, without the base URL, which is the
 * caller's way of calling this server.
 */
@ApplicationScoped
public class RegisteredCapabilities implements CapabilitiesAnswer.Statement {

    private record Made(ParameterRegistry of, boolean withText, Security security, byte[] beforeBase, byte[] afterBase) {
    }

    /** Stands where the URL will be. */
    private static final String BASE = "[base]";

    private final List<DeclaredInteractions> endpoints;
    private final OperationRegistry operations;
    private final Engine engine;
    private final Grants grants;
    private volatile Made made;

    RegisteredCapabilities(@All List<DeclaredInteractions> endpoints, OperationRegistry operations, Engine engine, Grants grants) {
        this.endpoints = endpoints;
        this.operations = operations;
        this.engine = engine;
        this.grants = grants;
    }

    @Override
    public byte[] at(RequestBase base) {
        Made known = made;
        ParameterRegistry registry = engine.registry();
        Security security = new Security(grants.isOpen(), grants.discoveryIfKnown());
        if (known == null || known.of != registry || known.withText != registry.text().complete() || !known.security.equals(security)) {
            known = make(registry, security);
            made = known;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(known.beforeBase.length + known.afterBase.length + 200);
        out.writeBytes(known.beforeBase);
        JsonWriter.string(base.url(), out);
        out.writeBytes(known.afterBase);
        return out.toByteArray();
    }

    private Made make(ParameterRegistry registry, Security security) {
        boolean withText = registry.text().complete();
        String json = CapabilityStatement.of(capabilities(registry, security), BASE).toString();
        String place = "\"" + BASE + "\"";
        int at = json.indexOf(place);
        return new Made(registry, withText, security, json.substring(0, at).getBytes(StandardCharsets.UTF_8),
                json.substring(at + place.length()).getBytes(StandardCharsets.UTF_8));
    }

    private Capabilities capabilities(ParameterRegistry registry, Security security) {
        Build build = Build.current();
        Settings settings = engine.settings();
        PackagedProfiles profiles = new PackagedProfiles(engine.packages());
        Set<String> onTypes = declared(DeclaredInteractions::typeInteractions);
        return new Capabilities(build.version(), build.time(), List.copyOf(declared(DeclaredInteractions::formats)),
                PatchFormat.mediaTypes(), declared(DeclaredInteractions::systemInteractions), operations(Set.of(Operation.Level.SYSTEM), null),
                switch (settings.references()) {
                    case STRICT -> List.of("literal", "logical", "enforced");
                    case OFF -> List.of("literal", "logical");
                },
                settings.mostDeleted() > 1, engine.packages().all().stream().map(LoadedPackage::source).toList(), engine.packages().remarks(),
                Definitions.r4().resourceTypes().stream().map(type -> type.equals(AuditReader.TYPE) ? audit(profiles.of(type))
                        : new ServedResource(type, onTypes, parameters(registry, type), profiles.of(type),
                        operations(Set.of(Operation.Level.TYPE, Operation.Level.INSTANCE), type))).toList(), security);
    }

    /** Of the audit trail: nobody writes it, and it is searched by what it holds. */
    private ServedResource audit(List<String> profiles) {
        return new ServedResource(AuditReader.TYPE, new TreeSet<>(Set.of("read", "vread", "search-type")),
                AuditReader.parameters().stream().map(p -> new ServedParameter(p, false)).toList(), profiles,
                operations(Set.of(Operation.Level.TYPE, Operation.Level.INSTANCE), AuditReader.TYPE).stream()
                        .filter(o -> o.name().equals("validate")).toList());
    }

    private Set<String> declared(Function<DeclaredInteractions, Collection<String>> by) {
        Set<String> codes = new TreeSet<>();
        endpoints.forEach(e -> codes.addAll(by.apply(e)));
        return codes;
    }

    private static List<ServedParameter> parameters(ParameterRegistry registry, String type) {
        return registry.of(type).stream().filter(p -> p.place() != RegisteredParameter.Place.NOWHERE
                && (p.place() != RegisteredParameter.Place.TEXT || registry.text().complete()))
                .map(p -> new ServedParameter(p.definition(), p.followed())).toList();
    }

    private List<ServedOperation> operations(Set<Operation.Level> levels, String type) {
        return operations.all().stream()
                .filter(o -> o.levels().stream().anyMatch(levels::contains) && (type == null || o.types().isEmpty() || o.types().contains(type)))
                .map(o -> new ServedOperation(o.name(), o.definition(), o.documentation())).toList();
    }
}
