package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;

/** A search parameter of one resource type as this server indexes it. */
public final class RegisteredParameter {

    /** Where its values are. */
    public enum Place {
        /** In the table of its kind. */
        INDEX,
        /** In {@code code_index}: the parameter by which charts are read. */
        CHART_CODE,
        /** In the columns low and high of the resource's row. */
        CLINICAL_DATE,
        /** In a column of the resource's row: {@code _id}, {@code _lastUpdated}. */
        ROW,
        /** In the text that the resource's row names: {@code _text}, {@code _content}. */
        TEXT,
        /** Nowhere of its own: other parameters read the same elements. */
        SOURCES,
        /** It cannot be searched by. */
        NOWHERE
    }

    private final short id;
    private final String resourceType;
    private final SearchParameterDefinition definition;
    private final ParameterKind kind;
    private final ValuePath path;
    private final boolean canonical;
    Place place = Place.INDEX;
    boolean patientColumn;
    List<RegisteredParameter> sources = List.of(this);

    RegisteredParameter(short id, String resourceType, SearchParameterDefinition definition, ParameterKind kind,
            ValuePath path) {
        this.id = id;
        this.resourceType = resourceType;
        this.definition = definition;
        this.kind = kind;
        this.path = path;
        this.canonical = definition.type() == SearchParameterType.REFERENCE && path != null && path.types().contains("canonical");
    }

    /**
     * One parameter for several types, when it is the same for all of them and each keeps it in the same way; else null.
     *
     * @param byType the parameter of each type, at least one
     */
    public static RegisteredParameter common(List<RegisteredParameter> byType) {
        RegisteredParameter first = byType.getFirst();
        if (byType.stream().anyMatch(p -> p.definition != first.definition || p.place != first.place || p.patientColumn)) {
            return null;
        }
        return switch (first.place) {
            case ROW, TEXT, NOWHERE -> first;
            case INDEX, CHART_CODE -> {
                RegisteredParameter common = new RegisteredParameter((short) 0, "Resource", first.definition, first.kind, first.path);
                common.place = Place.SOURCES;
                common.sources = List.copyOf(byType);
                yield common;
            }
            case CLINICAL_DATE, SOURCES -> null;
        };
    }

    /** Its number in index rows. */
    public short id() {
        return id;
    }

    /** The number under which a second kind of row is kept: of-type of an identifier, identifier of a reference. */
    short secondId() {
        return (short) -id;
    }

    /** All numbers under which it has rows. */
    public List<Short> numbers() {
        return List.of(id, secondId());
    }

    /** The resource type. */
    public String resourceType() {
        return resourceType;
    }

    /** Its name in a request. */
    public String code() {
        return definition.code();
    }

    /** The numbers of the second kind of row, for a condition on the column param. */
    String secondIds() {
        return sources.stream().map(s -> Short.toString(s.secondId())).collect(Collectors.joining(", ", "IN (", ")"));
    }

    /** Its definition. */
    public SearchParameterDefinition definition() {
        return definition;
    }

    /** What its type does; null where its place is {@link Place#NOWHERE}. */
    public ParameterKind kind() {
        return kind;
    }

    /** Its path; null when it has no expression. */
    public ValuePath path() {
        return path;
    }

    /** True when includes can follow it: its values are References or canonicals. */
    public boolean followed() {
        return canonical || definition.type() == SearchParameterType.REFERENCE && path != null && path.types().contains("Reference");
    }

    /** True when values of it are canonicals, which lead to resources by their {@code url}. */
    public boolean canonical() {
        return canonical;
    }

    /** Where its values are. */
    public Place place() {
        return place;
    }

    /** True when references to a Patient by this parameter are also the column {@code resource.patient}. */
    public boolean patientColumn() {
        return patientColumn;
    }

    /** True when its rows are another parameter's, and only those with a patient in the column are its own. */
    public boolean patientsOnly() {
        return patientColumn && place == Place.SOURCES && path.chains().getFirst().getLast() instanceof Step.ResolvesTo;
    }

    /** The parameters whose rows answer for this one: itself alone, unless its place is {@link Place#SOURCES}. */
    public List<RegisteredParameter> sources() {
        return sources;
    }
}
