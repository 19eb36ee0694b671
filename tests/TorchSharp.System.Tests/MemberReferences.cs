using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace TorchSharp.Door.Tests;

/// <summary>Which members of one assembly another one reaches: those that its metadata names, and those it overrides.</summary>
internal static class MemberReferences
{
    internal static IEnumerable<MemberInfo> Into(Assembly target, Assembly user)
    {
        using var file = new PEReader(File.OpenRead(user.Location));
        var metadata = file.GetMetadataReader();
        var name = target.GetName().Name!;
        var found = new List<MemberInfo>();
        foreach (var handle in metadata.MemberReferences)
        {
            if (!IsOf(metadata, metadata.GetMemberReference(handle).Parent, name)) continue;
            // The arguments stand in for the user's own type parameters; the definition below forgets them.
            var any = Enumerable.Repeat(typeof(object), 8).ToArray();
            var member = user.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle), any, any)!;
            found.Add(Definition(member));
        }
        return found.Concat(user.GetTypes().Where(type => Bases(type).Any(b => b.Assembly == target)).SelectMany(Overridden).Where(m => m.Module.Assembly == target));
    }

    private static MemberInfo Definition(MemberInfo member) => member.Module.ResolveMember(member.MetadataToken)!;

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var b = type.BaseType; b is not null; b = b.BaseType) yield return b;
    }

    private static IEnumerable<MemberInfo> Overridden(Type type) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Select(m => Definition(m.GetBaseDefinition()));

    /// <summary>A member's parent is a type, perhaps nested, perhaps an instance of a generic one.</summary>
    private static bool IsOf(MetadataReader metadata, EntityHandle parent, string assembly)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                return IsOf(metadata, metadata.GetTypeReference((TypeReferenceHandle)parent).ResolutionScope, assembly);
            case HandleKind.TypeSpecification:
                var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
                if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return false;
                _ = signature.ReadByte();
                return IsOf(metadata, signature.ReadTypeHandle(), assembly);
            case HandleKind.AssemblyReference:
                var reference = metadata.GetAssemblyReference((AssemblyReferenceHandle)parent);
                return metadata.StringComparer.Equals(reference.Name, assembly);
            default:
                return false;
        }
    }
}
