/**
 * The demonstration clinic: a handful of invented patients through whole courses of treatment, made from a seed and
 * a day and nothing else, as transaction bundles that any FHIR server could take.
 *
 * <p>May use: {@code json}, {@code outcome}, {@code definition}.
 */
package org.ketaminerecord.demo;
