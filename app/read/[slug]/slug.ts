/** Next hands slugs in other scripts over percent-encoded. */
export async function slugFrom(params: Promise<{ slug: string }>): Promise<string> {
  const { slug } = await params;
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
