package org.ketaminerecord.format;

import java.util.HashMap;
import java.util.Map;

/**
 * The named characters of HTML that turn up in the narratives of JSON resources. XML knows none of them
 * (R4 narrative.html#xhtml asks for the characters themselves).
 */
final class HtmlEntities {

    /** Those of U+00A0 to U+00FF, in order. */
    private static final String LATIN_1 = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg
            plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34
            iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
            Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil
            egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde
            ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml""";

    private static final Map<String, Integer> OTHERS = Map.ofEntries(
            Map.entry("ndash", 0x2013), Map.entry("mdash", 0x2014), Map.entry("lsquo", 0x2018), Map.entry("rsquo",
                    0x2019),
            Map.entry("sbquo", 0x201A), Map.entry("ldquo", 0x201C), Map.entry("rdquo", 0x201D), Map.entry("bdquo",
                    0x201E),
            Map.entry("bull", 0x2022), Map.entry("hellip", 0x2026), Map.entry("permil", 0x2030), Map.entry("euro",
                    0x20AC),
            Map.entry("trade", 0x2122), Map.entry("larr", 0x2190), Map.entry("uarr", 0x2191), Map.entry("rarr", 0x2192),
            Map.entry("darr", 0x2193), Map.entry("asymp", 0x2248), Map.entry("ne", 0x2260), Map.entry("le", 0x2264),
            Map.entry("ge", 0x2265), Map.entry("ensp", 0x2002), Map.entry("emsp", 0x2003), Map.entry("thinsp", 0x2009),
            Map.entry("alpha", 0x3B1), Map.entry("beta", 0x3B2), Map.entry("gamma", 0x3B3), Map.entry("delta", 0x3B4),
            Map.entry("Delta", 0x394), Map.entry("mu", 0x3BC), Map.entry("OElig", 0x152), Map.entry("oelig", 0x153));

    private static final Map<String, Integer> ALL = new HashMap<>(OTHERS);

    static {
        int character = 0xA0;
        for (String name : LATIN_1.split("\\s+")) {
            ALL.put(name, character++);
        }
    }

    private HtmlEntities() {
    }

    /** The reference by number that stands for a named one; the named one when it is unknown or XML's own. */
    static String reference(String name) {
        Integer character = ALL.get(name);
        return character == null ? "&" + name + ";" : "&#" + character + ";";
    }
}
