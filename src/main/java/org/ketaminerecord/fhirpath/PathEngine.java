package org.ketaminerecord.fhirpath;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.conformance.ProfileUtilities;
import org.hl7.fhir.r4.context.IWorkerContext;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * HAPI's FHIRPath engine over {@link PlaceElement}s. One for each application of a patch or validation of a resource, on
 * one thread, since it counts what it looks at; it is cheap to make, because it loads no profiles.
 */
public final class PathEngine extends FHIRPathEngine {

    /** The elements that one patch may look at, or the rules of one resource: a path can be written that compares everything with everything. */
    private static final int MOST_STEPS = 2_000_000;

    /** What all engines share, made when the first one is. */
    private static final class Shared {
        static final IWorkerContext WORKER = withoutUcum(
                new HapiWorkerContext(FhirContext.forR4Cached(), new TypeHierarchy()));
        static final ProfileUtilities PROFILES = new ProfileUtilities(WORKER, null, null);
    }

    private int left = MOST_STEPS;

    private final String subject;

    private PathEngine(String subject) {
        super(Shared.WORKER, Shared.PROFILES);
        this.subject = subject;
    }

    /** An engine for the paths of one patch. */
    public static PathEngine ofPatch() {
        return new PathEngine("paths of the patch");
    }

    /** An engine for the rules of one resource; references are followed by the resolver. */
    public static PathEngine ofRules(PlaceResolver resolver) {
        PathEngine engine = new PathEngine("rules of the profiles");
        engine.setHostServices(new Surroundings(resolver));
        return engine;
    }

    /** Allows as many steps as at the beginning. */
    public void restart() {
        left = MOST_STEPS;
    }

    @Override
    protected void getChildrenByName(Base item, String name, List<Base> result) {
        Place place = PlaceElement.placeOf(item);
        if (place == null) {
            return;                                               // a literal of the path, which has nothing inside
        }
        List<Place> children = name.equals("*") ? place.children() : place.children(name);
        left -= 1 + children.size();
        if (left < 0) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The " + subject
                    + " look at too many elements. Send paths without descendants(), and criteria without %resource.");
        }
        children.forEach(child -> result.add(PlaceElement.of(child)));
    }

    /**
     * HAPI's context throws when it is asked for UCUM, the engine expects null where there is none and then compares
     * the unit codes. The class is final and the interface has sixty methods, hence a proxy.
     */
    private static IWorkerContext withoutUcum(IWorkerContext context) {
        Class<?>[] interfaces = {IWorkerContext.class};
        return (IWorkerContext) Proxy.newProxyInstance(PathEngine.class.getClassLoader(), interfaces,
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getUcumService")) {
                        return null;
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What the engine asks of definitions: which type specialises which. */
    private static final class TypeHierarchy implements IValidationSupport {

        private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

        @Override
        public <T extends IBaseResource> T fetchResource(Class<T> resource, String uri) {
            TypeDefinition type = uri.startsWith(BASE) ? Definitions.r4().type(uri.substring(BASE.length())) : null;
            if (resource != StructureDefinition.class || type == null) {
                return null;
            }
            StructureDefinition definition = new StructureDefinition();
            definition.setUrl(uri).setName(type.name()).setType(type.name()).setAbstract(type.isAbstract());
            definition.setDerivation(StructureDefinition.TypeDerivationRule.SPECIALIZATION);
            definition.setKind(switch (type.kind()) {
                case RESOURCE -> StructureDefinition.StructureDefinitionKind.RESOURCE;
                case PRIMITIVE -> StructureDefinition.StructureDefinitionKind.PRIMITIVETYPE;
                case COMPLEX, BACKBONE -> StructureDefinition.StructureDefinitionKind.COMPLEXTYPE;
            });
            if (type.base() != null) {
                definition.setBaseDefinition(BASE + type.base());
            }
            return resource.cast(definition);
        }

        @Override
        public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
            return List.of();
        }

        @Override
        public FhirContext getFhirContext() {
            return FhirContext.forR4Cached();
        }
    }
}
