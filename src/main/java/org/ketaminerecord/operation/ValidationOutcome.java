package org.ketaminerecord.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketaminerecord.format.XmlPositions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonPositions;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.Position;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.profile.Finding;

/** Findings as an OperationOutcome, with the place of each in the text that was sent. */
final class ValidationOutcome {

    private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-";
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_]+)(\\.ofType\\(([A-Za-z0-9]+)\\))?(\\[(\\d+)])?");

    private ValidationOutcome() {
    }

    /**
     * The OperationOutcome.
     *
     * @param findings at least one
     * @param sent     what was sent, or null when the resource is stored
     * @param inside   path of the resource in what was sent: empty, or that of a parameter
     */
    static JsonObject of(List<Finding> findings, Sent sent, String inside) {
        Map<String, Position> positions = positions(findings, sent, inside);
        JsonArray issues = new JsonArray();
        for (Finding f : findings) {
            issues.add(issue(f, position(f, positions, inside)));
        }
        return new JsonObject().put("resourceType", "OperationOutcome").put("issue", issues);
    }

    private static JsonObject issue(Finding f, Position position) {
        JsonObject issue = new JsonObject();
        JsonArray extensions = new JsonArray();
        if (position != null) {
            extensions.add(new JsonObject().put("url", EXTENSION + "line").put("valueInteger", position.line()));
            extensions.add(new JsonObject().put("url", EXTENSION + "col").put("valueInteger", position.column()));
        }
        if (f.profile() != null) {
            extensions.add(new JsonObject().put("url", EXTENSION + "source").put("valueString", f.profile()));
        }
        if (!extensions.isEmpty()) {
            issue.put("extension", extensions);
        }
        issue.put("severity", f.severity().code()).put("code", f.type().code())
                .put("details", new JsonObject()
                        .put("coding", JsonArray.of(new JsonObject().put("system", FaultCode.SYSTEM).put("code", f.code().code())))
                        .put("text", f.rule()))
                .put("diagnostics", f.diagnostics());
        if (f.expression() != null && !f.expression().isEmpty()) {
            issue.put("expression", JsonArray.of(new JsonString(f.expression())));
        }
        return issue;
    }

    private static Map<String, Position> positions(List<Finding> findings, Sent sent, String inside) {
        if (sent == null) {
            return Map.of();
        }
        Set<String> wanted = new HashSet<>();
        findings.forEach(f -> wanted.addAll(paths(f, inside)));
        return sent.xml() ? XmlPositions.find(sent.bytes(), wanted) : JsonPositions.find(sent.bytes(), wanted);
    }

    /** Of an element that is missing, the position of what it is missing from. */
    private static Position position(Finding f, Map<String, Position> positions, String inside) {
        for (String path : paths(f, inside).reversed()) {
            if (positions.containsKey(path)) {
                return positions.get(path);
            }
        }
        return null;
    }

    /** The paths of an element and of those around it, the outermost first. */
    private static List<String> paths(Finding f, String inside) {
        List<String> paths = new ArrayList<>();
        String path = inside;
        paths.add(path);
        if (f.expression() == null || f.expression().indexOf('.') < 0) {
            return paths;
        }
        Matcher step = STEP.matcher(f.expression().substring(f.expression().indexOf('.') + 1));
        while (step.find()) {
            String type = step.group(3);
            path += "/" + step.group(1) + (type == null ? "" : Character.toUpperCase(type.charAt(0)) + type.substring(1));
            paths.add(path);
            if (step.group(5) != null && !step.group(5).equals("0")) {
                path += "/" + step.group(5);
                paths.add(path);
            }
        }
        return paths;
    }
}
