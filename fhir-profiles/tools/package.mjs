// Turns what SUSHI made into an NPM-style FHIR package, and the list of changes in input/invalid into invalid resources.
// usage: node package.mjs <fhir-profiles> <SUSHI's resources> <output folder>
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [home, made, out] = process.argv.slice(2);

const DEFINITIONS = new Set(['ActivityDefinition', 'CapabilityStatement', 'CodeSystem', 'ConceptMap', 'ImplementationGuide',
  'ObservationDefinition', 'OperationDefinition', 'PlanDefinition', 'Questionnaire', 'SearchParameter', 'StructureDefinition', 'ValueSet']);

const read = path => JSON.parse(readFileSync(path, 'utf8'));
const FIRST = ['resourceType', 'id', 'meta', 'url', 'version', 'name', 'title', 'status', 'text', 'extension'];
/** The same resource, told in the order in which one reads it. */
const ordered = r => (r.resourceType === undefined ? r
  : Object.fromEntries([...FIRST.filter(k => k in r), ...Object.keys(r).filter(k => !FIRST.includes(k))].map(k => [k, r[k]])));
const write = (folder, name, value) => {
  mkdirSync(join(out, folder), { recursive: true });
  writeFileSync(join(out, folder, name), JSON.stringify(ordered(value), null, 1) + '\n');
};
const fail = message => {
  console.error(message);
  process.exit(1);
};

/** The plain values of sushi-config.yaml, `>-` folded. */
function config() {
  const values = {};
  let key = null;
  for (const line of readFileSync(join(home, 'sushi-config.yaml'), 'utf8').split('\n')) {
    const pair = /^(\w+):\s*(.*)$/.exec(line);
    if (pair) {
      key = pair[1];
      values[key] = pair[2] === '>-' ? '' : pair[2];
    } else if (key === 'description' && line.startsWith('  ')) {
      values.description = (values.description + ' ' + line.trim()).trim();
    } else if (key === 'publisher' && line.startsWith('  name:')) {
      values.publisher = line.replace('  name:', '').trim();
    }
  }
  return values;
}

const guide = config();
const pom = /<version>([^<]+)<\/version>/.exec(readFileSync(join(home, '..', 'pom.xml'), 'utf8'))[1].replace('-SNAPSHOT', '');
if (pom !== guide.version) {
  fail(`sushi-config.yaml has version ${guide.version}, pom.xml has ${pom}: make them the same.`);
}

const resources = readdirSync(made).filter(f => f.endsWith('.json')).sort().map(f => read(join(made, f)));
const name = r => `${r.resourceType}-${r.id}.json`;
const isDefinition = r => DEFINITIONS.has(r.resourceType) && r.url?.startsWith(guide.canonical + '/');

/** Says who publishes it, and leaves out what no validator reads: mappings of R4's elements to other standards, and examples of values. */
function finish(definition) {
  if (definition.resourceType !== 'StructureDefinition') {
    definition.version ??= guide.version;
    definition.publisher ??= guide.publisher;
    return definition;
  }
  definition.publisher ??= guide.publisher;
  delete definition.mapping;
  for (const element of [...definition.snapshot.element, ...definition.differential.element]) {
    delete element.mapping;
    delete element.example;
  }
  return definition;
}

const definitions = resources.filter(isDefinition).map(finish);
const examples = resources.filter(r => !isDefinition(r));

const implementationGuide = {
  resourceType: 'ImplementationGuide',
  id: guide.id,
  url: `${guide.canonical}/ImplementationGuide/${guide.id}`,
  version: guide.version,
  name: guide.name,
  title: guide.title,
  status: guide.status,
  publisher: guide.publisher,
  description: guide.description,
  packageId: guide.id,
  fhirVersion: [guide.fhirVersion],
  definition: {
    resource: [
      ...definitions.map(r => ({
        reference: { reference: `${r.resourceType}/${r.id}` },
        name: r.title ?? r.name,
        description: r.description,
        exampleBoolean: false,
      })),
      ...examples.map(r => ({
        reference: { reference: `${r.resourceType}/${r.id}` },
        name: r.id,
        ...(r.meta?.profile?.[0] ? { exampleCanonical: r.meta.profile[0] } : { exampleBoolean: true }),
      })),
    ],
  },
};

function index(list) {
  return {
    'index-version': 2,
    files: list.map(r => ({
      filename: name(r), resourceType: r.resourceType, id: r.id, url: r.url, version: r.url ? r.version : undefined,
      kind: r.kind, type: r.resourceType === 'StructureDefinition' || r.resourceType === 'SearchParameter' ? r.type : undefined,
      derivation: r.derivation,
    })),
  };
}

const all = [...definitions, implementationGuide];
all.forEach(r => write('package', name(r), r));
write('package', '.index.json', index(all));
examples.forEach(r => write('package/example', name(r), r));
write('package/example', '.index.json', index(examples));
write('package', 'package.json', {
  name: guide.id,
  version: guide.version,
  type: 'IG',
  canonical: guide.canonical,
  url: guide.canonical,
  title: guide.title,
  description: guide.description,
  author: guide.publisher,
  fhirVersions: [guide.fhirVersion],
  dependencies: { 'hl7.fhir.r4.core': guide.fhirVersion },
  directories: { lib: 'package', example: 'example' },
});

// ---- invalid resources: a valid one, and what was changed in it

const byKey = new Map(resources.map(r => [`${r.resourceType}/${r.id}`, r]));

/** Sets or removes what stands at a path such as `dosage.dose.value` or `extension[0].url`; a value of null removes. */
function change(resource, path, value) {
  const steps = path.match(/[^.[\]]+/g).map(s => (/^\d+$/.test(s) ? Number(s) : s));
  const last = steps.pop();
  let at = resource;
  for (const step of steps) {
    at = at[step];
    if (at === undefined) {
      throw new Error(`nothing at ${step} of ${path}`);
    }
  }
  if (value !== null) {
    at[last] = value;
  } else if (!(last in at)) {
    throw new Error(`nothing to remove at ${path}`);
  } else if (Array.isArray(at)) {
    at.splice(last, 1);
    if (at.length === 0) {
      throw new Error(`${path} was the last of its list: remove the list`);
    }
  } else {
    delete at[last];
  }
}

const manifest = [];
const sources = join(home, 'input', 'invalid');
for (const file of readdirSync(sources).filter(f => f.endsWith('.json')).sort()) {
  for (const invalid of JSON.parse(readFileSync(join(sources, file), 'utf8').replaceAll('{canonical}', guide.canonical))) {
    const valid = byKey.get(invalid.from) ?? fail(`${file}: ${invalid.from} is no example`);
    const resource = structuredClone(valid);
    resource.id = invalid.id;
    if (resource.resourceType !== 'CarePlan' && resource.resourceType !== 'Composition') {
      delete resource.text; // it would not say what was changed
    }
    try {
      Object.entries(invalid.set).forEach(([path, value]) => change(resource, path, value));
    } catch (e) {
      fail(`${file}: ${invalid.id}: ${e.message}`);
    }
    write('invalid', name(resource), resource);
    manifest.push({
      file: name(resource), profile: resource.meta.profile[0], breaks: invalid.breaks,
      expression: invalid.at ?? resource.resourceType, severity: invalid.severity ?? 'error', because: invalid.because,
    });
  }
}
write('invalid', 'invalid.json', manifest);
