package org.ketaminerecord.patch;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ketaminerecord.format.XmlReader;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** The forms a patch comes in, by media type (R4 http.html#patch). */
public enum PatchFormat {

    /** RFC 6902. */
    JSON_PATCH("application/json-patch+json", JsonPatch::of),
    /** RFC 5261. */
    XML_PATCH("application/xml-patch+xml", XmlPatch::of),
    /** R4 fhirpatch.html, the Parameters in JSON. */
    FHIRPATH_PATCH_JSON("application/fhir+json", PatchFormat::fhirPathPatch),
    /** R4 fhirpatch.html, the Parameters in XML. */
    FHIRPATH_PATCH_XML("application/fhir+xml", body -> FhirPathPatch.of(XmlReader.object(body)));

    private final String mediaType;
    private final Function<byte[], Patch> reader;

    PatchFormat(String mediaType, Function<byte[], Patch> reader) {
        this.mediaType = mediaType;
        this.reader = reader;
    }

    /** The media type, as the CapabilityStatement lists it in {@code patchFormat}. */
    public String mediaType() {
        return mediaType;
    }

    /** The media types of all formats. */
    public static List<String> mediaTypes() {
        return Arrays.stream(values()).map(PatchFormat::mediaType).toList();
    }

    /**
     * Reads the patch of a request.
     *
     * @param mediaType the Content-Type, parameters such as charset may be there; null when the request has none
     * @throws Fault with reason {@code UNSUPPORTED_MEDIA_TYPE}, or {@code BAD_REQUEST} when the body is not such a
     *  patch
     */
    public static Patch of(String mediaType, byte[] body) {
        String type = mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        PatchFormat format = switch (type) {
            case "application/json", "text/json" -> FHIRPATH_PATCH_JSON;
            case "application/xml", "text/xml" -> FHIRPATH_PATCH_XML;
            default -> Arrays.stream(values()).filter(f -> f.mediaType.equals(type)).findFirst().orElseThrow(() ->
                    Fault.of(Reason.UNSUPPORTED_MEDIA_TYPE, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_MEDIA_TYPE,
                            "A patch of " + (type.isEmpty() ? "no media type" : "this media type") + " is not taken. "
                                    + "Send one of " + String.join(", ", mediaTypes()) + "."));
        };
        if (body.length == 0) {
            throw InvalidPatch.malformed("The body is empty. Send a patch in the form of its Content-Type, "
                    + format.mediaType + ".");
        }
        return format.reader.apply(body);
    }

    /**
     * Reads the patch of a bundle entry: a Binary that carries a JSON or XML Patch, or the Parameters of a FHIRPath
     * Patch (R4 http.html#patch).
     *
     * @throws Fault with reason {@code BAD_REQUEST} when it is neither
     */
    public static Patch ofEntry(JsonObject resource) {
        if ("Parameters".equals(resource.string("resourceType"))) {
            return FhirPathPatch.of(resource);
        }
        if (!"Binary".equals(resource.string("resourceType"))) {
            throw InvalidPatch.malformed("resourceType", "The resource of a PATCH entry is a Binary with a JSON "
                    + "Patch in it, or Parameters that are a FHIRPath Patch. Send one of these, or a PUT.");
        }
        String data = resource.string("data") == null ? "" : resource.string("data");
        byte[] body;
        try {
            body = Base64.getDecoder().decode(data.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw InvalidPatch.malformed("Binary.data", "The data of the Binary is not base64. Send the patch so.");
        }
        return of(resource.string("contentType"), body);
    }

    private static Patch fhirPathPatch(byte[] body) {
        JsonValue value = JsonReader.value(body);
        if (value instanceof JsonArray) {
            throw InvalidPatch.malformed("The body is an array, as a JSON Patch is. Send it with the Content-Type "
                    + JSON_PATCH.mediaType + ", or a Parameters resource with this one.");
        }
        return FhirPathPatch.of(value instanceof JsonObject o ? o : new JsonObject());
    }
}
