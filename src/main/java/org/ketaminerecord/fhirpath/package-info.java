/**
 * FHIRPath over our JSON tree: HAPI's engine, which sees the tree through views, and what it has to be told so that it
 * compares numbers rightly; and the expressions that forms calculate with.
 *
 * <p>May use: {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.fhirpath;
