/**
 * The demonstration clinic: a handful of invented patients through whole courses of treatment, made from a seed and
 * a day and nothing else, as transaction bundles that any FHIR server could take; and the loader that stores them in this one.
 *
 * <p>May use: {@code interaction}, {@code search}, {@code search.parameter}, {@code json}, {@code outcome},
 * {@code definition}.
 */
package org.ketaminerecord.demo;
