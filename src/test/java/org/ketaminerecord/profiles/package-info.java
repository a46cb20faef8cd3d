/** The FHIR package in {@code fhir-profiles}: that it holds what it promises, judged by HAPI's validator; and the pages made from it. */
package org.ketaminerecord.profiles;
