package org.ketaminerecord.fhirpath;

import java.util.List;
import org.hl7.fhir.exceptions.PathEngineException;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FunctionDetails;
import org.hl7.fhir.r4.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r4.fhirpath.TypeDetails;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.fhirpath.FHIRPathConstantEvaluationMode;

/** What the engine asks about the world around a resource. What is not known is refused, so that no rule passes silently. */
final class Surroundings implements IHostApplicationServices {

    private final PlaceResolver resolver;

    Surroundings(PlaceResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public List<Base> resolveConstant(FHIRPathEngine engine, Object context, String name, FHIRPathConstantEvaluationMode mode) {
        return List.of();
    }

    @Override
    public TypeDetails resolveConstantType(FHIRPathEngine engine, Object context, String name, FHIRPathConstantEvaluationMode mode) {
        return null;
    }

    @Override
    public boolean log(String argument, List<Base> focus) {
        return true;
    }

    @Override
    public FunctionDetails resolveFunction(FHIRPathEngine engine, String name) {
        return null;
    }

    @Override
    public TypeDetails checkFunction(FHIRPathEngine engine, Object context, String name, TypeDetails focus, List<TypeDetails> parameters) {
        return null;
    }

    @Override
    public List<Base> executeFunction(FHIRPathEngine engine, Object context, List<Base> focus, String name, List<List<Base>> parameters) {
        throw new PathEngineException("The function " + name + " is not known");
    }

    @Override
    public Base resolveReference(FHIRPathEngine engine, Object context, String url, Base from) {
        Place place = resolver.resolve(url, from == null ? null : PlaceElement.placeOf(from));
        return place == null ? null : PlaceElement.of(place);
    }

    @Override
    public boolean conformsToProfile(FHIRPathEngine engine, Object context, Base item, String url) {
        throw new PathEngineException("conformsTo() is not evaluated");
    }

    @Override
    public ValueSet resolveValueSet(FHIRPathEngine engine, Object context, String url) {
        throw new PathEngineException("memberOf() is not evaluated");
    }

    @Override
    public boolean paramIsType(String name, int index) {
        return false;
    }
}
