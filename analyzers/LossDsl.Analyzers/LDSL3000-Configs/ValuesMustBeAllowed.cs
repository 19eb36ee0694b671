using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>LDSL3001: a constant must be a legal value of the member or parameter that it is assigned to.</summary>
/// <remarks>
/// Configs enforce <c>[Range]</c> and <c>[AllowedValues]</c>, so violating them is an error. Whether the attributes of other
/// types, and the other attributes of DataAnnotations, are enforced depends on who validates, so violating them is a warning.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValuesMustBeAllowed : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL3001",
        "A value must be one that its declaration allows",
        "{0} {1}",
        Category.Configs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL3001.md");

    /// <summary>The diagnostic property that holds the nearest legal value as C# source.</summary>
    public const string NearestKey = "nearest";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var rules = new DataAnnotationRules.Reader(start.Compilation);
            if (rules.HasAnnotations)
                start.RegisterOperationAction(
                    operation => Check(operation, rules),
                    OperationKind.SimpleAssignment,
                    OperationKind.Argument,
                    OperationKind.PropertyInitializer,
                    OperationKind.FieldInitializer,
                    OperationKind.ParameterInitializer);
        });
    }

    private static void Check(OperationAnalysisContext context, DataAnnotationRules.Reader reader)
    {
        // The assigned value is tested first: most values are quickly recognized as not constant.
        if (Given(context.Operation) is not ({ } target, { } value) || !Constants.MayBeConstant(value) || reader.GetRules(target, Owner(context.Operation)) is not { } rules)
            return;
        foreach (var (place, constant) in Constants.FindIn(value))
        {
            if (GetError(rules, constant) is not var (problem, isEnforced) || ExpectedFailure.Surrounds(context.Operation))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                place.Syntax.GetLocation(),
                isEnforced ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                additionalLocations: null,
                NearestValidValue.Find(rules, constant, TypeOf(target)) is { } nearest
                    ? ImmutableDictionary<string, string?>.Empty.Add(NearestKey, nearest)
                    : null,
                target.Name,
                problem));
        }
    }

    private static (ISymbol? Target, IOperation? Value) Given(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } target, Value: var value } =>
            (target.Member, value),
        IArgumentOperation { ArgumentKind: ArgumentKind.Explicit } argument => (argument.Parameter, argument.Value),
        IPropertyInitializerOperation initializer => (initializer.InitializedProperties.FirstOrDefault(), initializer.Value),
        IFieldInitializerOperation initializer => (initializer.InitializedFields.FirstOrDefault(), initializer.Value),
        IParameterInitializerOperation initializer => (initializer.Parameter, initializer.Value),
        _ => (null, null),
    };

    private static ITypeSymbol? Owner(IOperation operation) =>
        (operation as ISimpleAssignmentOperation)?.Target is IMemberReferenceOperation { Instance.Type: { } type } ? type : null;

    // IsEnforced: a config enforces its ranges and allowed values; other constraints depend on who validates.
    internal static (string Problem, bool IsEnforced)? GetError(DataAnnotationRules rules, object constant)
    {
        if (Constants.ToDouble(constant) is { } number)
        {
            if (double.IsNaN(number) && (rules.IsConfig || rules.Range is not null))
                return (ValueFormatter.NotANumber, rules.IsConfig);
            if (rules.Range is { } range && !range.Contains(rules is { IsIntRange: true, IsConfig: false } ? Math.Round(number) : number))
                return (ValueFormatter.Outside(constant, range), rules.IsConfig);
        }

        if (!rules.Allowed.IsEmpty && !rules.Allowed.Any(allowed => AreSame(allowed, constant)))
            return (ValueFormatter.NotAllowed(constant, rules.Allowed), rules.IsConfig);
        if (rules.Denied.Any(denied => AreSame(denied, constant)))
            return ($"is {ValueFormatter.Format(constant)}, which is not allowed", false);
        return constant is string text && rules.Text?.GetError(text) is { } problem ? (problem, false) : null;
    }

    private static bool AreSame(object allowed, object constant) => Equals(allowed, constant)
        || (Constants.ToDouble(allowed) is { } a && Constants.ToDouble(constant) is { } b && a.Equals(b));

    private static ITypeSymbol? TypeOf(ISymbol target) => target switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };
}
