"""Mails as applicants write them, in which the checks of structure find nothing; everybody is invented."""
# ruff: noqa: E501 - mails as they are typed: a paragraph is one line

GOOD = {
    "plain": """Subject: Final-year student, question on your burn registry paper

Dear Dr. Okafor,

My name is Lucía Paredes, and I am a final-year student at Universidad San Telmo with an interest in general surgery. I read your paper on early excision in rural hospitals, and the finding that transfer time mattered more than distance has stayed with me.

I have done two chart reviews and know REDCap. I could help with data extraction or a literature search for eight hours a week, remotely, in US Central time. Would a small task in your group be possible?

My one-page CV is attached. Thank you for reading this.

Best regards,
Lucía Paredes""",
    "short": """Dear Dr. Lindqvist,

I am a third-year student in Lima. Your talk at the hand symposium on nerve transfers in children made me look up our own cases. Could I ask you one question about follow-up by e-mail?

Kind regards,
Mateo Quispe""",
    "non-native": """Respected Dr. Hashimi,

Greetings of the day. Myself Ravi Menon, I have completed MBBS from Government College in Kerala in 2023. I have gone through your article about rheumatic heart disease in young adults and it was very informative for me, specially the part on penicillin adherence. I am having experience of data entry and SPSS. If possible kindly allow me to assist in your project for 10 hours per week from India. I have attached my CV for your kind perusal.

Thanking you,
Ravi Menon""",
    "alumni": """Hello Dr. Brandão,

We both graduated from Universidade do Porto Novo, you in 2019 and I next June. I am preparing for pediatrics and wonder how you chose your first elective. Would you have 15 minutes for a video call in the next weeks? If there is a lab or a person you would point me to, I would be grateful as well.

Com os melhores cumprimentos,
Inês Tavares""",
    "introduced": """Dear Professor Ahn,

Dr. Marisol Vega, with whom I worked on a case report, suggested that I write to you. I am an international graduate, and I am looking for research experience in head and neck reconstruction. I can commit ten hours a week and have written two abstracts.

Could I help with screening abstracts for one of your reviews? My CV is attached.

Sincerely,
Amir Haddad""",
    "elective": """Dear Ms. Ortiz,

I am a US citizen in my fourth year at a medical school in Mexico. My family lives in El Paso, and I would like to return there for pediatrics. Does your hospital accept visiting students for a four-week elective next spring, and if so, where do I find the form?

Thank you for your help.

Tomás Núñez""",
    "home": """Dear Dr. Park,

I am a second-year student here at Bayview and joined the wound clinic's chart review last summer. Your focus on limb salvage is close to what I would like to learn. Would you have 15 to 20 minutes in the next few weeks to talk about career paths and where a student could be of use?

Best,
Claire Osei""",
    "pre-conference": """Dear Dr. Sørensen,

I will be at the Coastal Pediatrics Meeting in March and plan to attend your session on early feeding. I am a final-year student from Izmir. Might you have ten minutes afterward? I would like to ask how you measured growth at home.

Kind regards,
Zeynep Şahin""",
    "community": """Dear Dr. Rahman,

My mother, Farida Karim, told me you still remember her from the clinic in Sylhet. I graduated in 2022 and am preparing to apply in family medicine. Would you be willing to tell me, in a short call, how strong my application looks to you? I am asking for advice only.

With respect,
Nusrat Karim""",
    "resident": """Hi Sam,

I saw that you matched into general surgery at Two Lakes from a Caribbean school. I am two years behind you on the same road. Which one thing would you do again in your research year?

Thanks,
Jordan Blake""",
    "cyrillic": """Уважаемый Dr. Иванов,

I read your 2024 study of lung ultrasound in small children with pneumonia. I am a graduate from Almaty and repeated a part of it with twelve patients. May I send you one page with what we found?

Best regards,
Айгерим Сатпаева""",
    "bullets": """Dear Dr. Amsel,

Your review of wound care after frostbite answered a question I had since winter. I am an international graduate living in Duluth. I could help with

- screening titles in Covidence,
- tables and figures in R,
- six hours a week until June.

Would any of this be useful for the update you mention in the last paragraph? My CV is attached.

Best regards,
Jonas Weber""",
    "thanks": """Dear Dr. Novak,

Thank you for the call on Tuesday. I followed your advice and wrote to the registry, and they have sent me the forms.

Best regards,
Nadia Brandt""",
    "nudge": """Dear Dr. Okafor,

Two weeks ago, on October 12, I wrote to you about helping with your burn registry. I know how full your weeks are, so no answer is needed if this does not fit. If a resident or fellow on the project would be a better person to ask, I would be glad of a name.

Best regards,
Lucía Paredes""",
    "after-conference": """Dear Dr. Sørensen,

It was good to meet you after your session at the Coastal Pediatrics Meeting. Your point that parents weigh more carefully than clinics made me change my own form. I am Zeynep, the final-year student from Izmir. May I write to you when I have the first twenty families?

Kind regards,
Zeynep Şahin""",
    "update": """Dear Dr. Novak,

Since we last spoke in August, I have passed Step 1 and our abstract was accepted for the winter meeting. I will send you the poster in January. Thank you again for the hour you spent on the first draft.

Warm regards,
Nadia Brandt""",
    "letter": """Dear Dr. Vega,

I worked with you on the airway project from May to October. Would you feel able to write a strong letter of recommendation for my application in general surgery? If not, I understand completely. My CV and a summary of our work are attached.

Sincerely,
Amir Haddad""",
    "question": """Dear Dr. Lindqvist,

In "Nerve transfers before the age of two" you write that smokers in the family made no difference. Were they counted at the visit or from the chart?

Best,
Mateo Quispe, final-year student, Lima""",
    "applied": """Dear Dr. Ramirez,

I met you at your open house in September, and I have now applied to your program. The rural track you described is why: I grew up in a town of nine hundred people. Thank you for your time that evening.

Sincerely,
Hannah Cole""",
    "forwarded": """Dear Dr. Okafor,

Thank you for your quick reply. Thursday at four works well for me.

Best regards,
Lucía

On Mon, Oct 26, 2026 at 9:14 AM Chidi Okafor <okafor@example.edu> wrote:
> I need somebody who can start soon. I was born in a small village, since my childhood...
> Please find attached the form.""",
}
