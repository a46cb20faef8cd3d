package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of FHIRPath in which R4's search parameters are written: paths, unions, {@code as}, {@code ofType},
 * indexes, {@code extension('url')}, {@code first()}, {@code exists()}, {@code empty()} and two forms of {@code where}. A union inside a path is multiplied out, so the result is a list of plain
 * chains of steps, and two parameters that read the same elements have equal chains.
 */
final class ValuePathParser {

    /** The root of a chain in a part of a composite that begins at the resource and not at the part's element. */
    static final String RESOURCE = "%resource";

    /** A chain of steps from a resource of the type. */
    record Chain(String root, List<Step> steps) {
    }

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:([A-Za-z_%][A-Za-z0-9_]*)|'((?:[^'\\\\]|\\\\.)*)'|(\\d+)|(!=|[().|\\[\\]=]))");

    private final String expression;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private ValuePathParser(String expression) {
        this.expression = expression;
        Matcher m = TOKEN.matcher(expression);
        int end = 0;
        while (m.lookingAt()) {
            end = m.end();
            tokens.add(m.group(2) != null ? "'" + m.group(2) : m.group().trim());
            m.region(end, expression.length());
        }
        if (!expression.substring(end).isBlank()) {
            throw unsupported();
        }
    }

    /**
     * The chains of an expression.
     *
     * @throws IllegalArgumentException when it uses more of FHIRPath than this reads
     */
    static List<Chain> parse(String expression) {
        ValuePathParser p = new ValuePathParser(expression);
        List<Chain> chains = p.union();
        if (p.at < p.tokens.size()) {
            throw p.unsupported();
        }
        return chains;
    }

    private List<Chain> union() {
        List<Chain> chains = new ArrayList<>(typed());
        while (accept("|")) {
            chains.addAll(typed());
        }
        return chains;
    }

    private List<Chain> typed() {
        List<Chain> chains = path();
        while (accept("as")) {
            chains = with(chains, new Step.OfType(type()));
        }
        return chains;
    }

    private List<Chain> path() {
        List<Chain> chains;
        if (accept("(")) {
            chains = union();
            expect(")");
        } else {
            String name = next();
            chains = Character.isUpperCase(name.charAt(0)) || name.equals(RESOURCE) ? List.of(new Chain(name, List.of()))
                    : List.of(new Chain("", List.of(new Step.Child(name.intern()))));
        }
        while (at < tokens.size()) {
            if (accept("[")) {
                chains = with(chains, new Step.Index(Integer.parseInt(next())));
                expect("]");
            } else if (accept(".")) {
                List<Step> steps = invocation();
                if (chains.size() > 1 && steps.stream().anyMatch(s -> s instanceof Step.First || s instanceof Step.Exists)) {
                    throw unsupported();                     // of all branches together, which are multiplied out here
                }
                for (Step step : steps) {
                    chains = with(chains, step);
                }
            } else {
                break;
            }
        }
        return chains;
    }

    private List<Step> invocation() {
        String name = next();
        if (!accept("(")) {
            return List.of(new Step.Child(name.intern()));
        }
        List<Step> steps = switch (name) {
            case "as", "ofType" -> List.of(new Step.OfType(type()));
            case "where" -> conditions();
            case "extension" -> List.of(new Step.Child("extension"), new Step.Where("url", literal()));
            case "first" -> List.of(new Step.First());
            case "exists" -> List.of(new Step.Exists(true));
            case "empty" -> List.of(new Step.Exists(false));
            default -> throw unsupported();
        };
        expect(")");
        return steps;
    }

    private List<Step> conditions() {
        List<Step> steps = new ArrayList<>();
        do {
            steps.add(where());
        } while (accept("and"));
        return steps;
    }

    private String literal() {
        String literal = next();
        if (!literal.startsWith("'")) {
            throw unsupported();
        }
        return literal.substring(1).replaceAll("\\\\(.)", "$1");
    }

    private Step where() {
        String member = next();
        if (member.equals("resolve")) {
            expect("(");
            expect(")");
            expect("is");
            return new Step.ResolvesTo(next());
        }
        expect("=");
        boolean quoted = at < tokens.size() && tokens.get(at).startsWith("'");
        String value = quoted ? literal() : next();
        if (!quoted && !value.equals("true") && !value.equals("false") && !Character.isDigit(value.charAt(0))) {
            throw unsupported();
        }
        return new Step.Where(member.intern(), value);
    }

    /** The name of a type; R4 once writes DateTime (Observation code-value-date). */
    private String type() {
        String name = next();
        return name.equals("DateTime") ? "dateTime" : name;
    }

    private static List<Chain> with(List<Chain> chains, Step step) {
        return chains.stream().map(c -> {
            List<Step> steps = new ArrayList<>(c.steps());
            steps.add(step);
            return new Chain(c.root(), List.copyOf(steps));
        }).toList();
    }

    private boolean accept(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw unsupported();
        }
    }

    private String next() {
        if (at == tokens.size()) {
            throw unsupported();
        }
        return tokens.get(at++);
    }

    private IllegalArgumentException unsupported() {
        return new IllegalArgumentException("cannot read the path: " + expression);
    }
}
