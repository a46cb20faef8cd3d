package org.ketaminerecord.search.parameter;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;

/**
 * What UCUM's definitions say of units that do not convert as the library would have it. It takes all for linear and
 * everything without a dimension for a number, so that a pH would be a concentration and an international unit a colony.
 *
 * @param special   units on a scale of their own, such as [pH] or B (UCUM 21): not proportional to what they are defined by
 * @param arbitrary units that compare with themselves only, such as [iU] (UCUM 24)
 */
record UcumKinds(Set<String> special, Set<String> arbitrary) {

    static UcumKinds read(Supplier<InputStream> essence) {
        Set<String> special = new HashSet<>();
        Set<String> arbitrary = new HashSet<>();
        try (InputStream in = essence.get()) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("unit")) {
                    if ("yes".equals(xml.getAttributeValue(null, "isSpecial"))) {
                        special.add(xml.getAttributeValue(null, "Code"));
                    }
                    if ("yes".equals(xml.getAttributeValue(null, "isArbitrary"))) {
                        arbitrary.add(xml.getAttributeValue(null, "Code"));
                    }
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("the UCUM library has lost its definitions", e);
        }
        return new UcumKinds(Set.copyOf(special), Set.copyOf(arbitrary));
    }

    /** The units that a term is made of, without their prefixes. */
    static Set<String> atoms(UcumModel model, String code) throws UcumException {
        Set<String> atoms = new TreeSet<>();
        collect(new ExpressionParser(model).parse(code), atoms);
        return atoms;
    }

    private static void collect(Term term, Set<String> atoms) {
        for (Term t = term; t != null; t = t.getTerm()) {
            switch (t.getComp()) {
                case Symbol s -> atoms.add(s.getUnit().getCode());
                case Term inner -> collect(inner, atoms);
                case null, default -> { }
            }
        }
    }

    boolean anySpecial(Set<String> atoms) {
        return atoms.stream().anyMatch(special::contains);
    }

    /** What tells a canonical unit with these atoms from one without: empty when none is arbitrary. [IU] is how some write [iU]. */
    String arbitrary(Set<String> atoms) {
        Set<String> own = new TreeSet<>();
        atoms.stream().filter(arbitrary::contains).forEach(a -> own.add(a.equals("[IU]") ? "[iU]" : a));
        return own.isEmpty() ? "" : " " + String.join(" ", own);
    }
}
