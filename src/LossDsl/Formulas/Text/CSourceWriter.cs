using System.Globalization;
using System.Text;

namespace LossDsl;

/// <summary>
/// Writes the passes of a formula as C functions over float32: the same operations as the compiled loops, with sums in
/// double.
/// </summary>
/// <remarks>
/// <code>
/// void name_loss(const float *const *inputs, const double *rows, float *const *outputs, long long n, double *reduced);
/// </code>
/// <c>inputs</c> are the log-probabilities, the token mask, the per-token fields, the entropies where the formula reads them and, in the
/// last pass, the gradients that the second one stored, of <c>n</c> tokens each; <c>rows</c> the numbers of the row; <c>outputs</c> where
/// each token's values are stored, which may alias an input; <c>reduced</c> the accumulators, which the function continues. For a formula
/// over sequences the loss is a function over <c>n</c> sequences or pairs (<see cref="SequenceFormula.LossPass"/>). The source must not be
/// compiled with <c>-ffast-math</c>, which breaks the handling of NaN and infinity.
/// </remarks>
internal static class CSourceWriter
{
    /// <summary>Writes all passes of a formula: <c>name_sums</c>, <c>name_loss</c> and <c>name_slope</c>.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="name">The prefix of the function names: a C identifier.</param>
    public static string Write(IFormula formula, string name)
    {
        var source = new StringBuilder("#include <math.h>\n");
        foreach (var (program, pass) in new[] { (formula.SumsPass, "sums"), (formula.LossPass, "loss"), (formula.GradientPass, "slope") })
        {
            if (program is not null)
                source.Append('\n').Append(WriteFunction(program, $"{name}_{pass}"));
        }

        return source.ToString();
    }

    /// <summary>Writes the function of one pass.</summary>
    /// <param name="program">The pass.</param>
    /// <param name="name">The function name: a C identifier.</param>
    public static string WriteFunction(TokenProgram program, string name)
    {
        StringBuilder before = new(), body = new(), after = new();
        var names = new Dictionary<Term, string>();
        foreach (var term in program.Ordered())
        {
            var value = Value(term, [.. term.Operands.Select(operand => names[operand])]);
            if (term.Operation == Operation.Constant)
            {
                names[term] = value;
                continue;
            }

            names[term] = $"t{names.Count}";
            var (place, indent) = term.IsRowwise ? (before, 1) : (body, 2);
            Line(place, indent, $"const {(IsCondition(term) ? "int" : "float")} {names[term]} = {value};");
        }

        for (var i = 0; i < program.Stored.Length; i++)
            Line(body, 2, $"outputs[{i}][i] = {names[program.Stored[i]]};");
        for (var i = 0; i < program.Reduced.Length; i++)
        {
            var value = names[program.Reduced[i].Term];
            Line(before, 1, $"double r{i} = reduced[{i}];");
            Line(body, 2, program.Reduced[i].Reduction switch
            {
                // A NaN accumulator stays NaN.
                RowReduction.Max => $"r{i} = r{i} != r{i} || r{i} >= {value} ? r{i} : {value};",
                RowReduction.Min => $"r{i} = r{i} != r{i} || r{i} <= {value} ? r{i} : {value};",
                _ => $"r{i} += {value};",
            });
            Line(after, 1, $"reduced[{i}] = r{i};");
        }

        return $"void {name}(const float *const *inputs, const double *rows, float *const *outputs, long long n, double *reduced)\n{{\n"
            + $"{before}    for (long long i = 0; i < n; i++) {{\n{body}    }}\n{after}}}\n";
    }

    /// <summary>Formats a number as a C constant that reads back as the same float32.</summary>
    public static string FormatLiteral(double value)
    {
        var single = (float)value;
        if (float.IsNaN(single))
            return "NAN";
        if (float.IsInfinity(single))
            return single > 0 ? "INFINITY" : "(-INFINITY)";
        var digits = single.ToString("R", CultureInfo.InvariantCulture);
        var number = digits.AsSpan().ContainsAny('.', 'E') ? digits + "f" : digits + ".0f";
        return float.IsNegative(single) ? $"({number})" : number;
    }

    private static string Value(Term term, string[] of) => term.Operation switch
    {
        Operation.Constant => FormatLiteral(term.Value),
        Operation.Logprob => $"inputs[{TokenProgram.LogprobInput}][i]",
        Operation.TokenField => $"inputs[{TokenProgram.FirstInput + term.Index}][i]",
        Operation.RowField or Operation.RowSum => $"(float)rows[{term.Index}]",
        Operation.Add => $"{of[0]} + {of[1]}",
        Operation.Subtract => $"{of[0]} - {of[1]}",
        Operation.Multiply => $"{of[0]} * {of[1]}",
        Operation.Divide => $"{of[0]} / {of[1]}",
        Operation.Negate => $"-{of[0]}",
        // The second operand is a constant; a NaN in the first operand propagates.
        Operation.Min => $"{of[0]} > {of[1]} ? {of[1]} : {of[0]}",
        Operation.Max => $"{of[0]} < {of[1]} ? {of[1]} : {of[0]}",
        Operation.Abs => $"fabsf({of[0]})",
        Operation.Sqrt => $"sqrtf({of[0]})",
        Operation.Exp => $"expf({of[0]})",
        Operation.Expm1 => $"expm1f({of[0]})",
        Operation.Log => $"logf({of[0]})",
        Operation.Log1p => $"log1pf({of[0]})",
        Operation.Tanh => $"tanhf({of[0]})",
        Operation.Less => $"{of[0]} < {of[1]}",
        Operation.LessOrEqual => $"{of[0]} <= {of[1]}",
        Operation.Equal => $"{of[0]} == {of[1]}",
        Operation.NotEqual => $"{of[0]} != {of[1]}",
        Operation.And => $"{of[0]} && {of[1]}",
        Operation.Or => $"{of[0]} || {of[1]}",
        Operation.Not => $"!{of[0]}",
        Operation.Select => $"{of[0]} ? {of[1]} : {of[2]}",
        _ => throw new InvalidOperationException($"{term.Operation} is no step of a loop over tokens"),
    };

    private static bool IsCondition(Term term) => term.Operation
        is Operation.Less or Operation.LessOrEqual or Operation.Equal or Operation.NotEqual or Operation.And or Operation.Or or Operation.Not;

    private static void Line(StringBuilder text, int indent, string line) => text.Append(' ', 4 * indent).Append(line).Append('\n');
}
