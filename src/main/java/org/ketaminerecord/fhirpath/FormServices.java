package org.ketaminerecord.fhirpath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.exceptions.PathEngineException;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FunctionDetails;
import org.hl7.fhir.r4.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r4.fhirpath.TypeDetails;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.fhirpath.FHIRPathConstantEvaluationMode;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** What expressions of forms have beyond FHIRPath: the variables of the form, and the scores of answers. */
final class FormServices implements IHostApplicationServices {

    private static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    private static final String WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight";

    private final Expression.Scope scope;

    FormServices(Expression.Scope scope) {
        this.scope = scope;
    }

    @Override
    public List<Base> resolveConstant(FHIRPathEngine engine, Object context, String name, FHIRPathConstantEvaluationMode mode) {
        if (mode != FHIRPathConstantEvaluationMode.EXPLICIT) {
            return List.of();
        }
        String plain = name.startsWith("%") ? name.substring(1) : name;
        if (!scope.variables().containsKey(plain)) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.INVALID_EXPRESSION, "The form uses the variable %" + plain
                    + ", which it does not declare before. It has: " + String.join(", ", scope.variables().keySet().stream().sorted().toList()) + ".");
        }
        return Expression.bases(scope.variables().get(plain));
    }

    @Override
    public TypeDetails resolveConstantType(FHIRPathEngine engine, Object context, String name, FHIRPathConstantEvaluationMode mode) {
        return null;
    }

    @Override
    public boolean log(String argument, List<Base> focus) {
        return false;
    }

    @Override
    public FunctionDetails resolveFunction(FHIRPathEngine engine, String name) {
        return switch (name) {
            case "ordinal", "weight" -> new FunctionDetails("the score of an answer", 0, 0);
            default -> null;
        };
    }

    @Override
    public TypeDetails checkFunction(FHIRPathEngine engine, Object context, String name, TypeDetails focus, List<TypeDetails> parameters)
            throws PathEngineException {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public List<Base> executeFunction(FHIRPathEngine engine, Object context, List<Base> focus, String name, List<List<Base>> parameters) {
        List<Base> scores = new ArrayList<>();
        for (Base item : focus) {
            BigDecimal score = score(PlaceElement.placeOf(item));
            if (score != null) {
                scores.add(score.stripTrailingZeros().scale() <= 0 && score.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0
                        ? new IntegerType(score.intValueExact()) : new DecimalType(score));
            }
        }
        return scores;
    }

    /** The score that stands at the coding itself, else the one of the form's answer option. */
    private BigDecimal score(Place coding) {
        if (coding == null || coding.members() == null) {
            return null;
        }
        for (JsonObject extension : coding.members().objects("extension")) {
            if ((ORDINAL.equals(extension.string("url")) || WEIGHT.equals(extension.string("url"))) && extension.get("valueDecimal") instanceof JsonNumber n) {
                return n.decimal();
            }
        }
        Place answer = coding.parent();
        Place item = answer == null ? null : answer.parent();
        return item == null || item.members() == null || scope.ordinals() == null ? null
                : scope.ordinals().of(item.members().string("linkId"), coding.members().string("system"), coding.members().string("code"));
    }

    @Override
    public Base resolveReference(FHIRPathEngine engine, Object context, String url, Base base) {
        return null;
    }

    @Override
    public boolean conformsToProfile(FHIRPathEngine engine, Object context, Base item, String url) {
        return false;
    }

    @Override
    public ValueSet resolveValueSet(FHIRPathEngine engine, Object context, String url) {
        return null;
    }

    @Override
    public boolean paramIsType(String name, int index) {
        return false;
    }
}
